/** Exchanges one line of the product while it is loaded; the files stay as they are. */
import type { Plugin } from 'vite';
import type { Mutation } from './mutations.ts';

/** @param onMutated hears that the line was part of what was loaded */
export function mutationPlugin({ file, line, wrong }: Mutation, onMutated: () => void = () => undefined): Plugin {
	return {
		name: 'mutation',
		enforce: 'pre',
		transform(code, id) {
			if (!id.endsWith(`/${file}`)) return undefined;
			const parts = code.split(line);
			if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${line}`);
			onMutated();
			return parts.join(wrong);
		}
	};
}
