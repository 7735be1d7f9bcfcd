/** Plural forms by Intl. `#` in a form is replaced by the number as the language writes it. */

export interface PluralForms {
	/** Said instead of "0 …". */
	readonly zero?: string;
	readonly one: string;
	readonly other: string;
}

/** `const many = pluralIn('de'); many(3, { one: '# Karte', other: '# Karten' })` gives "3 Karten". */
export function pluralIn(language: string): (count: number, forms: PluralForms) => string {
	const rules = new Intl.PluralRules(language);
	const figures = new Intl.NumberFormat(language);
	return (count, forms) => {
		if (count === 0 && forms.zero !== undefined) return forms.zero;
		const form = rules.select(count) === 'one' ? forms.one : forms.other;
		return form.replaceAll('#', figures.format(count));
	};
}
