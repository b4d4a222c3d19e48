/** The event of a document some of whose islands were drawn anew by the server: they are to be brought to life. */
export const exchanged = 'docket:exchanged';

/** The event of a document one of whose islands has come to life. */
export const awoke = 'docket:awoke';
