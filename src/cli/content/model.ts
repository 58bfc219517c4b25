import type { Model } from '../../briefing/ground/second-opinion.ts';
import { DeskError } from './verb.ts';

/** The model of the environment; none without MODEL_URL. @throws {DeskError} if it is not set as it should be. */
export function modelOf({ MODEL_URL: url, MODEL_NAME: name, MODEL_KEY: key }: NodeJS.ProcessEnv): Model | undefined {
  if (!url) return undefined;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new DeskError(
      'MODEL_URL is no address. It is that of an OpenAI-compatible server, as http://127.0.0.1:8080/v1',
    );
  if (!name) throw new DeskError('MODEL_URL is set and MODEL_NAME is not. Name the model to ask.');
  return { url, name, ...(key ? { key } : {}) };
}
