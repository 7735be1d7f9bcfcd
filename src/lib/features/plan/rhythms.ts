/** The rhythms people name, as recurrence rules (RFC 5545 §3.3.10). */
export const rhythms = [
	{ name: 'weekly', rule: 'FREQ=WEEKLY' },
	{ name: 'fortnightly', rule: 'FREQ=WEEKLY;INTERVAL=2' },
	{ name: 'monthly', rule: 'FREQ=MONTHLY' },
	{ name: 'everyTwoMonths', rule: 'FREQ=MONTHLY;INTERVAL=2' },
	{ name: 'quarterly', rule: 'FREQ=MONTHLY;INTERVAL=3' },
	{ name: 'yearly', rule: 'FREQ=YEARLY' }
] as const;
