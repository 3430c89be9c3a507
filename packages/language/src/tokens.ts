/** The lexis alone, for what works on text that nobody has finished typing. It stands in an entry of its own: only an editor needs it. */
export { type Comment, isSymbol, type Scan, scan, type Token, type TokenKind } from './scanner.js';
export { readText, type TemplatePiece, templatePieces } from './texts.js';
