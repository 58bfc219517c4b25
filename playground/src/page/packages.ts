/**
 * The packages that the page's client may import: `/packages/NAME/PATH` is that file of the package's folder. An
 * import map in index.html gives their names to the browser.
 */
export const clientPackages: readonly string[] = [];
