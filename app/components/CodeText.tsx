/**
 * A line of IR or Wasm text with its names, numbers and guards in colour.
 */
import { cutLine, type Piece } from "../panels/trace/view.ts";

const CLASSES: Readonly<Record<Piece["kind"], string | undefined>> = {
  plain: undefined,
  name: "token-name",
  number: "token-number",
  guard: "guard",
  keyword: "token-keyword",
};

export function CodeText({ text }: { readonly text: string }) {
  return (
    <span>
      {cutLine(text).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its position in the line.
        <span key={index} className={CLASSES[piece.kind]}>
          {piece.text}
        </span>
      ))}
    </span>
  );
}
