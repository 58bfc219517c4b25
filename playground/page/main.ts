import { createMessageBox } from './composer/message-box.ts';
import { byId } from './dom.ts';
import { follow } from './live.ts';
import { loadAll } from './loading.ts';
import { showModals } from './modal/modal.ts';
import { createModel } from './model.ts';
import { createPanels } from './panels/panels.ts';
import { createBeginning } from './view/beginning.ts';
import { createChannels } from './view/channels.ts';
import { createMessages } from './view/messages.ts';
import { createTop } from './view/top.ts';

/* The playground's page: a Discord to look at the bot in. */

const retryAfterMs = 2000;
const link = byId('link', HTMLElement);

async function start(): Promise<void> {
  const model = await createModel();
  link.textContent = '';
  const box = createMessageBox(byId('composer', HTMLElement), model);
  const fill = (line: string) => box.fill(line);
  const panels = createPanels(model, fill);
  const drawer = createChannels(model);
  createTop(model, drawer.open, panels.toggle);
  createMessages(model, box.focus);
  createBeginning(model, fill);
  document.addEventListener('message-command', (event) => event instanceof CustomEvent && fill(`/${event.detail} `));
  showModals(model);
  model.on('link', () => {
    link.textContent = model.linked
      ? ''
      : `The playground does not answer. If it has ended, ${model.state.words.startedBy} starts it again, at another address.`;
  });
  await loadAll(model);
  follow(model);
}

async function startWhenThere(): Promise<void> {
  try {
    await start();
  } catch (error) {
    console.error(error);
    link.textContent = error instanceof Error ? error.message : String(error);
    setTimeout(() => void startWhenThere(), retryAfterMs);
  }
}

await startWhenThere();
