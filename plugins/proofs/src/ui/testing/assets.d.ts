/** Vite loads stylesheets of components under test. */
declare module '*.css';
