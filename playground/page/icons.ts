// Drawn with lines in a square of 24.
const paths = {
  text: 'M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16',
  announcement: 'M4 10v4h3l9 5V5L7 10H4ZM7 14l1.5 6h2.5M19 9.5a4 4 0 0 1 0 5',
  thread: 'M6 4v9a4 4 0 0 0 4 4h8M14.500 13l4 4-4 4',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  direct: 'M16 12a4 4 0 1 1-1.200-2.900V12.500a2.500 2.500 0 0 0 5 .500 8 8 0 1 0-3.300 5.400',
  menu: 'M4 7h16M4 12h16M4 17h16',
  gear: 'M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M12 3v2.500M12 18.500V21M3 12h2.500M18.500 12H21M5.600 5.600l1.800 1.800M16.600 16.600l1.800 1.800M5.600 18.400l1.800-1.800M16.600 7.400l1.800-1.800',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 7.500V12l3 2',
  trouble: 'M13 3 5 13.500h6L10 21l9-11h-6.500z',
  editor: 'M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12h6M9 16h6',
  log: 'M4.500 5h15v14h-15zM8 10l2.500 2L8 14M12.500 15H16',
  send: 'M4 4.500 21 12 4 19.500 6.500 12zM6.500 12H13',
  close: 'M6 6l12 12M18 6 6 18',
  warning: 'M12 4 2.800 20h18.400zM12 10v4.500M12 17v.500',
  down: 'M12 5v13M6.500 12.500 12 18l5.500-5.500',
} as const;

/** The name of a picture of the page's. */
export type IconName = keyof typeof paths;

/** A picture beside words that say the same; it is not read out. */
export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(namespace, 'svg');
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('class', 'icon');
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  picture.append(path);
  return picture;
}
