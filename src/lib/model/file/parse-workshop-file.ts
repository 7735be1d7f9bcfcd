/**
 * Text to workshop file. Says yes, or what is wrong and where, and touches nothing: importing what was parsed cannot fail
 * any more. Refused are only files that are not ours, wrong types, missing required fields and ids that are there twice;
 * references into nowhere are kept, selectors cope with them.
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { cleanJson, pathTo } from './clean-json.ts';
import { fileShape, type FieldShape, type ObjectShape } from './file-shapes.ts';
import { findJsonError } from './json-error.ts';
import { workshopFileFormat, workshopFileLimit, workshopFileVersion, type WorkshopFile } from './workshop-file.ts';

/** Each reason has a message that says what and where. Paths look like `meetings[0].cards[3].text`. */
export type FileProblem =
	| { readonly reason: 'tooLarge'; /** Bytes. */ readonly limit: number }
	| { readonly reason: 'syntax'; readonly line: number; readonly column: number }
	/** JSON, but no workshop file. */
	| { readonly reason: 'foreign' }
	/** Of a later version; `readable` is what this one understands of it, to be opened for reading only. */
	| { readonly reason: 'newer'; readonly version: number; readonly readable: WorkshopFile | undefined }
	| { readonly reason: 'missing'; readonly path: string }
	| { readonly reason: 'wrongType'; readonly path: string; readonly expected: ExpectedType }
	| { readonly reason: 'duplicateId'; readonly path: string; readonly id: string; readonly first: string }
	| { readonly reason: 'tooDeep'; readonly path: string };

export const expectedTypes = ['text', 'number', 'yesOrNo', 'list', 'object', 'richText'] as const;
export type ExpectedType = (typeof expectedTypes)[number];

export function parseWorkshopFile(text: string): Result<WorkshopFile, FileProblem> {
	if (isTooLarge(text)) return refused({ reason: 'tooLarge', limit: workshopFileLimit });
	const body = text.replace(/^\uFEFF/, '');
	let json: unknown;
	try {
		json = JSON.parse(body);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return refused({ reason: 'syntax', ...findJsonError(body) });
	}
	const cleaned = cleanJson(json);
	if ('tooDeep' in cleaned) return refused({ reason: 'tooDeep', path: cleaned.tooDeep });
	return checkFile(cleaned.value);
}

function checkFile(json: unknown): Result<WorkshopFile, FileProblem> {
	if (!isObject(json) || json.format !== workshopFileFormat) return refused({ reason: 'foreign' });
	const version = json.version;
	if (version === undefined) return refused({ reason: 'missing', path: 'version' });
	if (typeof version !== 'number' || version < 1)
		return refused({ reason: 'wrongType', path: 'version', expected: 'number' });
	const problem = checkObject(json, fileShape, '', new Map());
	const file = json as unknown as WorkshopFile;
	if (version > workshopFileVersion) return refused({ reason: 'newer', version, readable: problem ? undefined : file });
	return problem ? refused(problem) : ok(file);
}

function isTooLarge(text: string): boolean {
	if (text.length > workshopFileLimit) return true;
	// A code unit is at most three bytes, so most files need no counting.
	return text.length * 3 > workshopFileLimit && new TextEncoder().encode(text).length > workshopFileLimit;
}

/** Where each id was met first. */
type Met = Map<string, string>;

/** Checks in place; `null` in an optional field is taken out, it means the same as leaving it out. */
function checkObject(
	object: Record<string, unknown>,
	shape: ObjectShape,
	path: string,
	met: Met
): FileProblem | undefined {
	for (const [name, field] of Object.entries(shape)) {
		const inner = pathTo(path, name);
		if (object[name] === null) Reflect.deleteProperty(object, name);
		if (object[name] === undefined) {
			if (field.required) return { reason: 'missing', path: inner };
			continue;
		}
		const problem = checkField(object[name], field, inner, met);
		if (problem) return problem;
	}
	return undefined;
}

function checkField(value: unknown, field: FieldShape, path: string, met: Met): FileProblem | undefined {
	const wrong = (expected: ExpectedType): FileProblem => ({ reason: 'wrongType', path, expected });
	switch (field.kind) {
		case 'any':
			return undefined;
		case 'string':
			return typeof value === 'string' ? undefined : wrong('text');
		case 'number':
			return typeof value === 'number' ? undefined : wrong('number');
		case 'boolean':
			return typeof value === 'boolean' ? undefined : wrong('yesOrNo');
		case 'note':
			return typeof value === 'string' || isObject(value) ? undefined : wrong('richText');
		case 'id':
			return typeof value === 'string' && value !== '' ? meet(value, path, met) : wrong('text');
		case 'list':
			return Array.isArray(value) ? checkItems(value, field.of, path, met) : wrong('list');
		case 'object':
			return isObject(value) ? checkObject(value, field.fields, path, met) : wrong('object');
	}
}

function checkItems(items: readonly unknown[], shape: FieldShape, path: string, met: Met): FileProblem | undefined {
	for (const [at, item] of items.entries()) {
		const problem = checkField(item, shape, pathTo(path, at), met);
		if (problem) return problem;
	}
	return undefined;
}

function meet(id: string, path: string, met: Met): FileProblem | undefined {
	const first = met.get(id);
	if (first !== undefined) return { reason: 'duplicateId', path, id, first };
	met.set(id, path);
	return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
