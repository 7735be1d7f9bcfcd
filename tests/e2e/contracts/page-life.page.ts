// Runs in the page: what the session would hear of the life of this page.
import { watchPage } from '#lib/sync/page-life.ts';

const heard: string[] = [];
watchPage(window, {
	onNetwork: (up) => heard.push(up ? 'online' : 'offline'),
	onHide: () => heard.push('hide'),
	onShow: () => heard.push('show')
});
Object.assign(globalThis, { heard });
