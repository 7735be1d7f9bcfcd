/**
 * The type of an icon. Icons are imported one by one, so that a page carries only its own:
 * `import Plus from '@lucide/svelte/icons/plus'`.
 */
import type Plus from '@lucide/svelte/icons/plus';

export type IconComponent = typeof Plus;
