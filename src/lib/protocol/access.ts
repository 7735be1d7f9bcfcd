/**
 * Roles and access: who may read or write which document now. The relay decides with `accessTo`; the browser uses the
 * same function to know beforehand. Moderators may always write; for the others a table of patterns holds.
 */
import type { DocumentName } from './documents.ts';

export const roles = ['moderator', 'participant', 'observer'] as const;
export type Role = (typeof roles)[number];

export const accessLevels = ['write', 'read', 'none'] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** Access of everybody but moderators to the documents that a pattern names. */
export interface AccessRule {
	readonly participant: AccessLevel;
	readonly observer: AccessLevel;
}

/**
 * Rules by pattern. A pattern is a document's name or a kind followed by `.*` (`board.*`). The exact name goes before the
 * pattern; what no rule names may not be opened.
 */
export type AccessRules = Readonly<Record<string, AccessRule>>;

/** How a new workshop starts. */
export const initialAccess: AccessRules = {
	stage: { participant: 'read', observer: 'read' },
	plan: { participant: 'write', observer: 'read' },
	'board.*': { participant: 'write', observer: 'read' },
	'room.*': { participant: 'write', observer: 'read' }
};

const patternShape = /^(?:stage|plan|(?:board|room)\.(?:\*|[A-Za-z0-9_-]{1,64}))$/;

export function isAccessPattern(value: string): boolean {
	return patternShape.test(value);
}

export function accessTo(rules: AccessRules, document: DocumentName, role: Role): AccessLevel {
	if (role === 'moderator') return 'write';
	const rule = own(rules, document) ?? own(rules, document.replace(/\..*$/, '.*'));
	return rule?.[role] ?? 'none';
}

export function isRole(value: unknown): value is Role {
	return roles.includes(value as Role);
}

/** The higher of two roles: a second link never lowers what a device already is. */
export function higherRole(a: Role, b: Role): Role {
	return roles.indexOf(a) <= roles.indexOf(b) ? a : b;
}

function own(rules: AccessRules, key: string): AccessRule | undefined {
	return Object.hasOwn(rules, key) ? rules[key] : undefined;
}
