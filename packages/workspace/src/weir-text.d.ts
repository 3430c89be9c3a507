/** The build and the tests load .weir files as text. */
declare module '*.weir' {
  const text: string;
  export default text;
}
