import { h } from '../dom.ts';
import { type Composer, freeOptions, typedOf } from './composer.ts';
import { resolve, type Scene } from './resolve.ts';

/**
 * Draws the command, its options as pills, and the one field that is typed in, which stands in the pill of the option
 * that has the cursor. The field itself stays where it is in the document, so that it never loses the focus; `order`
 * moves it.
 */
export function drawPills(
  line: HTMLElement,
  input: HTMLInputElement,
  composer: Composer,
  scene: Scene,
  go: (index: number) => void,
): void {
  const { command, pills, focus } = composer;
  const typed = typedOf(composer);
  if (input.value !== typed) input.value = typed;
  const active = pills[focus];
  input.style.order = String(2 * focus + 2);
  input.classList.toggle('in-pill', active !== undefined);
  // A field in a pill is as wide as what stands in it.
  input.style.setProperty('--width', active ? `${Math.max(typed.length + 1, 6)}ch` : '');
  input.setAttribute('aria-label', active ? `${active.option.shown}, option of /${command?.shown}` : label(composer));
  const drawn = pills.map((pill, i) => {
    const { option, text, value } = pill;
    const read = value === undefined ? resolve(option, text, scene) : undefined;
    const isWrong = i !== focus && read !== undefined && 'problem' in read;
    const name = h('span', { class: 'pill-name' }, option.shown);
    const said = isWrong && read && 'problem' in read ? `. ${read.problem}` : '';
    const chip = h(
      'button',
      {
        type: 'button',
        class: `pill${i === focus ? ' active' : ''}${isWrong ? ' wrong' : ''}`,
        tabindex: -1,
        'aria-label': `${option.shown}: ${text === '' ? 'empty' : text}${said}`,
        click: () => go(i),
      },
      name,
      i !== focus && h('span', { class: 'pill-value' }, text),
    );
    chip.style.order = String(2 * i + 1);
    return chip;
  });
  const free = freeOptions(composer).length;
  const more = h(
    'button',
    { type: 'button', class: 'pill-more', tabindex: -1, click: () => go(pills.length) },
    `+${free} more`,
  );
  more.style.order = String(2 * pills.length + 2);
  const before = command ? [h('span', { class: 'composer-command' }, `/${command.shown}`), ...drawn] : [];
  const after = command && active && free > 0 ? [more] : [];
  for (const child of [...line.children]) if (child !== input) child.remove();
  if (!line.contains(input)) line.append(input);
  input.before(...before);
  input.after(...after);
}

function label({ command }: Composer): string {
  return command ? `More options of /${command.shown}` : 'Message';
}
