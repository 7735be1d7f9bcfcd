/**
 * An open workshop for the pages: reading (view), writing (run), and what the session knows about people, rights and
 * the whereabouts of every word. Made once per open workshop, in its layout.
 */
import { lastDay } from '#lib/kernel/soft-date.ts';
import type { Command, Refusal } from '#lib/model/command.ts';
import type { Workshop } from '#lib/model/workshop.ts';
import { undoStack, type UndoStack } from '#lib/model/undo.ts';
import { accessTo, type AccessRule, type Role } from '#lib/protocol/access.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Person } from '#lib/protocol/messages.ts';
import type { Sharing } from '#lib/sync/known-workshop.ts';
import type { Present } from '#lib/sync/presence.ts';
import type { Session } from '#lib/sync/session.ts';
import type { Ending, LightView } from '#lib/sync/sync-state.ts';
import type { TrayItem } from '#lib/sync/tray.ts';
import { observed, type Observed } from './observed.svelte.ts';
import { WorkshopView } from './workshop-view.svelte.ts';

export interface RunOptions {
	/** Called instead of the common notice when the command is refused. */
	readonly onRefused?: (reason: Refusal) => void;
}

export class WorkshopContext {
	readonly session: Session;
	readonly workshop: Workshop;
	readonly view: WorkshopView;
	readonly undo: UndoStack;
	readonly #onRefused: (reason: Refusal) => void;
	readonly #light: Observed<LightView>;
	readonly #ended: Observed<Ending | undefined>;
	readonly #tray: Observed<readonly TrayItem[]>;
	readonly #present: Observed<readonly Present[]>;
	readonly #sharing: Observed<Sharing | undefined>;
	readonly #people: Observed<readonly Person[]>;
	readonly #actor: Observed<Session['actor']>;
	readonly #undoable: Observed<boolean>;
	readonly #redoable: Observed<boolean>;
	#chosen = $state<string>();
	#shown: string | undefined;

	/** @param onRefused shows a refusal to the person, in the one place where that is done */
	constructor(session: Session, onRefused: (reason: Refusal) => void) {
		this.session = session;
		this.workshop = session.workshop;
		this.view = new WorkshopView(session.workshop);
		this.undo = undoStack(session.workshop.documents);
		this.#onRefused = onRefused;
		const onState = (wake: () => void) => session.subscribe(wake);
		const onPolicy = (wake: () => void) => session.onPolicy(wake);
		this.#light = observed(onState, () => session.light);
		this.#ended = observed(onState, () => session.state.ended);
		this.#tray = observed(
			(wake) => session.tray.subscribe(wake),
			() => session.tray.items
		);
		this.#present = observed(
			(wake) => session.presence.subscribe(wake),
			() => session.presence.present
		);
		this.#people = observed(onPolicy, () => session.people);
		this.#actor = observed(onPolicy, () => session.actor);
		this.#sharing = observed(onPolicy, () => session.sharing);
		this.#undoable = observed(
			(wake) => this.undo.onChange(wake),
			() => this.undo.canUndo
		);
		this.#redoable = observed(
			(wake) => this.undo.onChange(wake),
			() => this.undo.canRedo
		);
	}

	/** Runs a command; a refusal is shown and answers `undefined`, success answers the command's value or `true`. */
	run<Input extends object, Value>(
		command: Command<Input, Value>,
		input: Input,
		options: RunOptions = {}
	): Value | true | undefined {
		const result = this.session.run(command, input);
		if (result.ok) return result.value ?? true;
		(options.onRefused ?? this.#onRefused)(result.reason);
		return undefined;
	}

	/** Where the words of this person are. Reactive. */
	get light(): LightView {
		return this.#light.current;
	}

	/** Why the relay will not have this device any more; `undefined` while it will. Reactive. */
	get ended(): Ending | undefined {
		return this.#ended.current;
	}

	/** What was not accepted and is still here. Reactive. */
	get tray(): readonly TrayItem[] {
		return this.#tray.current;
	}

	/** Who is here right now, one entry per open tab. Reactive. */
	get present(): readonly Present[] {
		return this.#present.current;
	}

	/** How others get in; `undefined` while the workshop is only on this device. Reactive. */
	get sharing(): Sharing | undefined {
		return this.#sharing.current;
	}

	/** Everybody in the workshop, as far as this device knows. Reactive. */
	get people(): readonly Person[] {
		return this.#people.current;
	}

	person(id: string | undefined): Person | undefined {
		return id === undefined ? undefined : this.people.find((person) => person.id === id);
	}

	/** This person's participant id. */
	get me(): string {
		return this.#actor.current.participant;
	}

	/** Reactive. */
	get role(): Role {
		return this.#actor.current.role;
	}

	get isModerator(): boolean {
		return this.role === 'moderator';
	}

	/** Whether this person may write the document now. Reactive. */
	mayWrite(document: DocumentName): boolean {
		const { access, role } = this.#actor.current;
		return accessTo(access, document, role) === 'write';
	}

	/** What holds for the others; `pattern` as in the access rules. Reactive. */
	ruleFor(pattern: string): AccessRule | undefined {
		return this.#actor.current.access[pattern];
	}

	get canUndo(): boolean {
		return this.#undoable.current;
	}

	get canRedo(): boolean {
		return this.#redoable.current;
	}

	/**
	 * The meeting shown: the one chosen, else the first that is not over, else the last. It stays while the workshop is
	 * open: a date filled in elsewhere, or midnight, moves nobody from under their work. Reactive; `undefined` until the
	 * stage has been received.
	 */
	get meeting(): string | undefined {
		const { meetings } = this.workshop;
		const inOrder = this.view.structure(meetings);
		const today = new Date(this.session.relayNow()).toISOString().slice(0, 10);
		const isAhead = ({ id }: { readonly id: string }) => (lastDay(meetings.get(id)?.date ?? '') ?? today) >= today;
		const wanted = [this.#chosen, this.#shown].find((wish) => inOrder.some(({ id }) => id === wish));
		this.#shown = wanted ?? (inOrder.find(isAhead) ?? inOrder.at(-1))?.id;
		return this.#shown;
	}

	showMeeting(id: string): void {
		this.#chosen = id;
	}

	close(): void {
		this.undo.destroy();
	}
}
