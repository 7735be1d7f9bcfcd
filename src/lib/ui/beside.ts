/**
 * An attachment for a popover: shown in the top layer beside its anchor, kept there while things move. On a phone the
 * style sheet makes a sheet at the bottom of it instead.
 */
import type { Attachment } from 'svelte/attachments';

export type Align = 'start' | 'end';

const gap = 4;
const edge = 8;

export function beside(anchor: () => HTMLElement | undefined, align: Align): Attachment<HTMLElement> {
	return (panel) => {
		panel.showPopover();
		const move = () => place(panel, anchor(), align);
		move();
		const resized = new ResizeObserver(move);
		resized.observe(panel);
		addEventListener('resize', move);
		addEventListener('scroll', move, { capture: true, passive: true });
		return () => {
			resized.disconnect();
			removeEventListener('resize', move);
			removeEventListener('scroll', move, { capture: true });
			if (panel.matches(':popover-open')) panel.hidePopover();
		};
	};
}

function place(panel: HTMLElement, anchor: HTMLElement | undefined, align: Align): void {
	if (!anchor || matchMedia('(max-width: 599px)').matches) return panel.removeAttribute('style');
	const at = anchor.getBoundingClientRect();
	const { width, height } = panel.getBoundingClientRect();
	const { clientWidth, clientHeight } = document.documentElement;
	const below = clientHeight - at.bottom;
	const above = below < height + gap + edge && at.top > below;
	const left = align === 'start' ? at.left : at.right - width;
	panel.style.left = `${Math.max(edge, Math.min(left, clientWidth - width - edge))}px`;
	panel.style.top = above ? `${Math.max(edge, at.top - height - gap)}px` : `${at.bottom + gap}px`;
	panel.style.maxHeight = `${(above ? at.top : below) - gap - edge}px`;
}
