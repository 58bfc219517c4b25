import { ControlError } from '../model/control-error.ts';

/** The value of a body of JSON. @throws {ControlError} if it is none */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(['the body is no JSON']);
  }
}
