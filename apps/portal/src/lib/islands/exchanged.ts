/** The event of a document some of whose islands were drawn anew by the server: they are to be brought to life. */
export const exchanged = 'docket:exchanged';
