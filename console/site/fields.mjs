/** What is searched and what a hit shows: the same for the build, which makes the index, and for the page, which reads it. */
export const SEARCH = {
  fields: ['title', 'text'],
  storeFields: ['title', 'page', 'url'],
};
