// Watches a browser for what a strict Content-Security-Policy forbids, and for requests to anybody but the server.
import type { BrowserContext } from '@playwright/test';

export interface Guard {
	/** What was blocked: directive, source and page. */
	readonly violations: readonly string[];
	/** Hosts that were asked for something. */
	readonly hosts: ReadonlySet<string>;
}

/** Must be set up before the first page is opened; sees all pages of the context, also after a reload. */
export async function guard(context: BrowserContext): Promise<Guard> {
	const violations: string[] = [];
	const hosts = new Set<string>();
	await context.exposeFunction('reportViolation', (violation: string) => void violations.push(violation));
	await context.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) => {
			const { effectiveDirective, blockedURI, sourceFile, lineNumber, columnNumber, sample } = event;
			const where = `${location.pathname} (${sourceFile}:${lineNumber}:${columnNumber})`;
			const report = (window as unknown as { reportViolation(violation: string): void }).reportViolation;
			report(`${effectiveDirective} blocked ${blockedURI} ${sample} on ${where}`);
		});
	});
	context.on('request', (request) => {
		const { protocol, host } = new URL(request.url());
		if (protocol !== 'data:' && protocol !== 'blob:') hosts.add(host);
	});
	context.on('page', (page) => page.on('websocket', (socket) => hosts.add(new URL(socket.url()).host)));
	return { violations, hosts };
}
