import { say } from '../view/say.ts';

const indent = '  ';

/**
 * What keys do in a box for a text: Tab and Shift+Tab indent, Enter goes on at the indent of its line. After Escape, and
 * until something else is done in the box, Tab leaves it; so it does for whoever only passes through.
 */
export function followKeys(area: HTMLTextAreaElement): void {
  let tabLeaves = true;
  area.addEventListener('focus', () => {
    tabLeaves = true;
  });
  area.addEventListener('click', () => {
    tabLeaves = false;
  });
  area.addEventListener('keydown', (event) => {
    const { key, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event;
    if (isComposing || key === 'Shift') return;
    if (key === 'Escape' && !tabLeaves) {
      tabLeaves = true;
      // The panel stays open: only another Escape closes it.
      event.stopPropagation();
      say('Tab leaves the text box now.');
      return;
    }
    if (key === 'Tab' && tabLeaves) return;
    tabLeaves = false;
    if (ctrlKey || altKey || metaKey) return;
    if (key === 'Tab') {
      event.preventDefault();
      indentLines(area, shiftKey);
    } else if (key === 'Enter' && !shiftKey) {
      event.preventDefault();
      insert(area, `\n${indentAt(area)}`);
    }
  });
}

/** Puts a text in place of what is selected, as if it were typed. */
export function insert(area: HTMLTextAreaElement, text: string): void {
  // The old command is the one way that lets it be undone; where it does nothing, the text still is put there.
  const isDone =
    document.activeElement === area &&
    (text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text));
  if (isDone) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input'));
}

/** The spaces that the line of the cursor begins with, up to the cursor. */
function indentAt({ value, selectionStart }: HTMLTextAreaElement): string {
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
  return /^ */.exec(line)?.[0] ?? '';
}

function indentLines(area: HTMLTextAreaElement, isBack: boolean): void {
  const { value, selectionStart, selectionEnd } = area;
  if (selectionStart === selectionEnd && !isBack) {
    insert(area, indent);
    return;
  }
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const end = Math.max(selectionEnd, start);
  const lines = value.slice(start, end).split('\n');
  const moved = lines.map((line) => (isBack ? line.replace(/^ {1,2}/, '') : `${indent}${line}`)).join('\n');
  if (moved === value.slice(start, end)) return;
  area.setSelectionRange(start, end);
  insert(area, moved);
  if (selectionStart !== selectionEnd) area.setSelectionRange(start, start + moved.length);
}
