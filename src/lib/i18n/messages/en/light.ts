import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const light = {
	title: 'Where are my words?',
	label: (word: string) => `Saving: ${word}`,
	states: {
		loading: {
			word: 'Opening',
			text: 'The workshop is being read from this device. It takes only a moment.',
			next: 'Nothing that was written is lost meanwhile.'
		},
		device: {
			word: 'On this device',
			text: 'Everything is safe on this device, even if the window is closed. The others do not see it yet.',
			next: 'It is sent by itself as soon as the server can be reached.'
		},
		sent: {
			word: 'Sent',
			text: 'Everything is on this device and on its way to the server. The server has not yet confirmed that it is stored.',
			next: 'This usually takes less than a second.'
		},
		saved: {
			word: 'Saved for everyone',
			text: 'Everything written here is stored on the server. Everyone in the workshop can see it.',
			next: 'A copy as a file can be had at any time.'
		},
		refused: {
			word: 'Not accepted',
			text: 'The server has not accepted some of it. It is still here, in the tray on this device.',
			next: 'From there it can be brought in again or copied.'
		},
		'cannot-save': {
			word: 'Cannot save',
			text: 'This device cannot store anything right now. What is on the screen stays only while this window is open.',
			next: 'Please download a copy as a file now.'
		}
	},
	storing: 'Saving',
	storingText: 'What was just written is being put into this device’s storage. It takes only a moment.',
	onlyHereText: 'Everything is safe on this device, even when the window is closed.',
	reasons: {
		opening: 'Nothing that was written is lost meanwhile.',
		storing: 'Please keep the window open until then.',
		memory:
			'The browser does not allow storing here, perhaps because this is a private window; a copy as a file keeps everything.',
		full: 'Its storage is full. Please download a copy as a file now; once there is space on the device, saving goes on by itself.',
		failing: 'The browser takes nothing right now; it is tried again and again. Please download a copy as a file now.',
		unshared: 'The workshop has not been shared with anybody yet; a copy as a file protects it if the device is lost.',
		offline: 'There is no connection right now; new things are sent as soon as it is back.',
		unavailable: 'The server cannot store anything right now; everything is sent by itself once it can.',
		paused: 'Writing is closed right now; everything is sent once a moderator opens it.',
		approval: 'A moderator still has to confirm who comes in; then everything is sent by itself.',
		tray: 'From the tray it can be brought in again or copied.',
		unauthenticated: 'The server no longer knows this device; the link or the code leads back in.',
		kicked: 'A moderator has ended access; a copy as a file is still possible.',
		erased: 'The workshop has been erased on the server; what this device has stored is still here.',
		revoked: 'The link has been withdrawn; a new one leads back in.',
		unknown: 'The server no longer knows this workshop; a moderator can bring it back.',
		forgotten: 'The workshop has been removed from this device.',
		'too-large': 'The server does not accept this much at once; a copy as a file keeps everything.'
	},
	waiting: (count: number) =>
		many(count, {
			zero: 'Nothing is waiting.',
			one: '# change waits for confirmation.',
			other: '# changes wait for confirmation.'
		}),
	lastSaved: (when: string) => `Last confirmed ${when}.`,
	offline: 'No connection',
	exportNow: 'Copy as a file',
	openTray: (count: number) => many(count, { one: 'Open tray (#)', other: 'Open tray (#)' })
} satisfies Messages['light'];
