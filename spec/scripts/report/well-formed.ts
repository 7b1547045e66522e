/** An element of markup, with its attributes as they are written. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text directly inside. */
  text: string;
}

const token = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;

/** Reads XML strictly enough for a test: every tag closed in its order, attributes quoted and unique, no stray < or &. */
export function parseXml(text: string): Element[] {
  const open: Element[] = [];
  const elements: Element[] = [];
  for (const [whole, closing, name, attributes, empty, content] of text.trim().matchAll(token)) {
    if (content !== undefined) {
      if (/&(?!(amp|lt|gt|quot|#39|#\d+);)/.test(content)) throw new Error(`stray & in: ${content}`);
      const parent = open.at(-1);
      if (parent !== undefined) parent.text += content;
      else if (content.trim() !== '') throw new Error(`text outside of the root: ${content}`);
    } else if (name === undefined) {
      throw new Error(`stray < or malformed tag: ${whole}`);
    } else if (closing === '/') {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>`);
    } else {
      const pairs = [...(attributes ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)].map(
        ([, key, value]) => [key!, value!] as const,
      );
      if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`attribute twice in ${whole}`);
      const element = {name, attributes: Object.fromEntries(pairs), text: ''};
      elements.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)!.name}> is never closed`);
  return elements;
}

/** The points of the lines of a colour, in pixels of the panel. */
export function linesOf(
  svg: string,
  colour: string,
): {points: [number, number][]; attributes: Element['attributes']}[] {
  return parseXml(svg)
    .filter(
      ({name, attributes}) => name === 'path' && attributes['stroke'] === colour && /^M[^MZ]*L/.test(attributes['d']!),
    )
    .map(({attributes}) => ({
      attributes,
      points: attributes['d']!.slice(1)
        .split('L')
        .map((point) => point.split(',').map(Number) as [number, number]),
    }));
}
