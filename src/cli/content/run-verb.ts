import { ContentError } from '../../briefing/file/load.ts';
import { problemText } from '../../briefing/file/problem.ts';
import { nearestWord } from '../../briefing/search/edit-distance.ts';
import { UsageError } from '../arguments.ts';
import { isMissingPackage } from './missing-package.ts';
import { type Desk, DeskError, type ExitCode, type Verb } from './verb.ts';
import { verbs } from './verbs.ts';

const program = 'npm run content --';

/** Runs the verb that a command line begins with, or prints how it is used; what is wrong is complained about. */
export async function runVerb(args: readonly string[], desk: Desk): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  if (isHelp(name)) {
    desk.print(usageOfAll());
    return 0;
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) {
    desk.complain(`${unknown(name)}\n\n${usageOfAll()}`);
    return 2;
  }
  if (rest.some(isHelp)) {
    desk.print(usageOf(name, verb));
    return 0;
  }
  try {
    return await verb.run(rest, desk);
  } catch (error) {
    if (error instanceof UsageError) {
      desk.complain(`${error.message}\n\n${usageOf(name, verb)}`);
      return 2;
    }
    if (error instanceof ContentError) desk.complain(error.problems.map(problemText).join('\n'));
    else if (error instanceof DeskError) desk.complain(error.message);
    else if (isMissingPackage(error)) desk.complain(notInstalled(name, error));
    else throw error;
    return 1;
  }
}

function notInstalled(name: string, { message }: Error): string {
  const [missing] = /'[^']+'/.exec(message) ?? ['a package'];
  return `${name} needs ${missing}, which is not installed here. Run it in a copy of the repository, after npm ci.`;
}

const isHelp = (arg: string) => arg === '--help' || arg === '-h';

function unknown(name: string): string {
  if (name === '') return 'A verb is missing.';
  if (name.startsWith('-')) return `Unknown option '${name}'.`;
  const meant = nearestWord(name, Object.keys(verbs));
  return `“${name}” is not known${meant === undefined ? '.' : `; did you mean ${meant}?`}`;
}

function usageOfAll(): string {
  const width = Math.max(...Object.keys(verbs).map((name) => name.length));
  const lines = Object.entries(verbs).map(
    ([name, { description }]) => `  ${name.padEnd(width)}   ${description.split('\n', 1)[0]}`,
  );
  return `Usage: ${program} VERB …

${lines.join('\n')}

${program} VERB --help tells more of one. Briefings are looked for in the folder of CONTENT_DIR, in the environment or
in .env, or else in content.`;
}

function usageOf(name: string, { usage, description }: Verb): string {
  return `Usage: ${program} ${name} ${usage}\n\n${name} ${description.replace(/$|\n/, '.$&')}`;
}
