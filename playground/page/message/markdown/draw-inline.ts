import type { Within } from '../drawing.ts';
import { element } from '../element.ts';
import { isoTime, liveTime } from '../live-time.ts';
import { spoiler } from '../spoiler.ts';
import { fullTime, timestampText } from '../timestamp.ts';
import { channelMention, commandMention, mention, roleMention, userMention } from './mention.ts';
import type { Inline } from './nodes.ts';

const tags = { strong: 'strong', em: 'em', underline: 'u', strike: 's' } as const;

// Where `<id:…>` leads in a community server
// (https://docs.discord.com/developers/reference#message-formatting-guild-navigation-types).
const guides: Readonly<Record<string, string>> = {
  customize: 'Channels & Roles',
  browse: 'Browse Channels',
  guide: 'Server Guide',
  'linked-roles': 'Linked Roles',
};

/** Pieces of Markdown as nodes, by the names and the time zone of the viewer. */
export function drawInline(pieces: readonly Inline[], context: Within): Node[] {
  return pieces.map((piece) => drawPiece(piece, context));
}

function drawPiece(piece: Inline, context: Within): Node {
  switch (piece.kind) {
    case 'text':
      return document.createTextNode(piece.text);
    case 'code':
      return element('code', {}, piece.text);
    case 'strong':
    case 'em':
    case 'underline':
    case 'strike':
      return element(tags[piece.kind], {}, ...drawInline(piece.children, context));
    case 'spoiler':
      return spoiler(drawInline(piece.children, context));
    case 'link':
      return outLink(piece.url, drawInline(piece.children, context));
    case 'time':
      return time(piece.seconds, piece.style, context);
    case 'channel':
      return channelMention(piece.id, piece.toMessage, context);
    case 'user':
      return userMention(piece.id, context);
    case 'role':
      return roleMention(piece.id, context);
    case 'everyone':
      return context.pingsEveryone ? mention(`@${piece.name}`) : document.createTextNode(`@${piece.name}`);
    case 'command':
      return commandMention(piece.name);
    case 'guide':
      return mention(guides[piece.name] ?? piece.name);
    case 'emoji':
      return document.createTextNode(`:${piece.name}:`);
  }
}

/** A link to somewhere else, which learns nothing of the page; `url` is http or https. */
export function outLink(url: string, children: readonly (Node | string)[]): HTMLElement {
  return element('a', { href: url, title: url, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

function time(seconds: number, style: string, context: Within): HTMLElement {
  const title = fullTime(seconds, context);
  const text = () => timestampText(seconds, style, context.now(), context);
  if (style === 'R') return liveTime(seconds * 1000, title, 'timestamp', text);
  return element('time', { class: 'timestamp', datetime: isoTime(seconds * 1000), title }, text());
}
