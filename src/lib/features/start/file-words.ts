/** What is wrong with a workshop file, and where, in one sentence. */
import type { FileProblem } from '#lib/model/file/parse-workshop-file.ts';
import { language } from '#lib/ui/language.svelte.ts';

export function fileProblemText(problem: FileProblem): string {
	const t = language.t.start.file.failed;
	switch (problem.reason) {
		case 'tooLarge':
			return t.tooLarge(language.format.bytes(problem.limit));
		case 'syntax':
			return t.syntax(problem.line, problem.column);
		case 'foreign':
			return t.foreign;
		case 'newer':
			return t.newer(problem.version);
		case 'missing':
			return t.missing(problem.path);
		case 'wrongType':
			return t.wrongType(problem.path, t.types[problem.expected]);
		case 'duplicateId':
			return t.duplicateId(problem.path, problem.first);
		case 'tooDeep':
			return t.tooDeep(problem.path);
	}
}
