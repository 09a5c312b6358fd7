/** Colours of the canvas; the style sheet has those of all else. Meaning never rests on them alone. */
export interface Palette {
  paper: string;
  panel: string;
  ink: string;
  faint: string;
  line: string;
  bad: string;
  story: string;
  focus: string;
  shade: string;
  /** By term, in turn; of about the same lightness, so that they look alike in grey. */
  terms: readonly string[];
  /** Text upon a term's colour. */
  onTerm: string;
}

const LIGHT: Palette = {
  ...{ paper: "#ffffff", panel: "#f4f5f7", ink: "#1a1d23", faint: "#5a6270", line: "#d5d9e0" },
  ...{ bad: "#b3261e", story: "#7a4a00", focus: "#6a1fb5", shade: "rgba(60,66,80,0.10)", onTerm: "#ffffff" },
  terms: ["#2f66b5", "#a3541c", "#1d7a55", "#8a4aa8", "#a43d5e", "#5f6d1c", "#1f7488", "#6b5a4a"],
};

const DARK: Palette = {
  ...{ paper: "#16181d", panel: "#1f232b", ink: "#e6e8ec", faint: "#a3abb8", line: "#3a404c" },
  ...{ bad: "#ff8a80", story: "#ffc46b", focus: "#d7a6ff", shade: "rgba(200,208,224,0.10)", onTerm: "#10192a" },
  terms: ["#7fb0f5", "#eca26c", "#6fcfa4", "#cf9ee8", "#f095ae", "#b8c66a", "#76c7da", "#c9b6a2"],
};

const dark = matchMedia("(prefers-color-scheme: dark)");

export function palette(): Palette {
  return dark.matches ? DARK : LIGHT;
}

export function onPaletteChange(listener: () => void): void {
  dark.addEventListener("change", listener);
}

export function colourOfTerm({ terms }: Palette, term: number | undefined): string {
  return terms[(term ?? 0) % terms.length];
}
