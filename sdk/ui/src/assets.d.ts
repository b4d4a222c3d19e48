/* Vite answers these imports with the address of the file in the build. */
declare module '*.svg?no-inline' {
  const address: string;
  export default address;
}

declare module '*.woff2?no-inline' {
  const address: string;
  export default address;
}

declare module '*.css';
