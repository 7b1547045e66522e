import {posix} from 'node:path';

/**
 * The links of pages to files that are not beside them.
 *
 * @param pages text by path
 * @param files paths of all files that there are
 * @returns each as `page: link`, in order
 * @example
 * brokenLinks({'docs/a.md': '[b](b.md#top) [c](../c.md)'}, ['docs/b.md']); // ['docs/a.md: ../c.md']
 */
export function brokenLinks(pages: Readonly<Record<string, string>>, files: readonly string[]): string[] {
  const there = new Set(files);
  return Object.entries(pages).flatMap(([page, text]) => {
    // Those to a section of the page itself, and with a scheme, are no files.
    const links = Array.from(text.matchAll(/\]\((?![a-z]+:|#)([^)\s]+)\)/g), ([, link]) => link!);
    const broken = links.filter((link) => !there.has(posix.join(posix.dirname(page), link.replace(/#.*/, ''))));
    return broken.map((link) => `${page}: ${link}`);
  });
}
