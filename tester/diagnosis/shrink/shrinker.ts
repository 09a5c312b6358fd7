import type { Extent } from "../../run/extent";
import { GivenUp, KitFault } from "../../run/fault";
import type { RunReply, RunRequest } from "../../run/message";
import { tokenOf, type RunName } from "../../run/token";
import { editsIn, editsWith, editText } from "./edit-list";

/** A run that fails, and how much there is of it. */
export interface Failing {
  /** Single edits of its token. */
  edits: readonly string[];
  extent: Extent;
  reply: RunReply;
}

/** What shrinking needs, and whom it tells. */
export interface Search {
  /** Makes one run. */
  run(request: RunRequest): Promise<RunReply>;
  /** Whether a run fails as the first one did: by the same law, and by the same rule as far as that is known. */
  isSameFailure(first: RunReply, other: RunReply): boolean;
  /** Whether the budget is spent, or nobody wants more: asked before each run. */
  isOver(): boolean;
  progress?(best: Failing, runs: number): void;
}

/** What shrinking came to. */
export interface Shrunk {
  /** `undefined` where the run doesn't fail, or not by a law: then there is nothing to shrink. */
  first: Failing | undefined;
  best: Failing | undefined;
  /** Of the best run. */
  token: string;
  /** Runs made. */
  runs: number;
  /** Nothing more that it knows can be left out. */
  isComplete: boolean;
  /** How the first run ended. */
  reply: RunReply;
}

/** Seeds of the same scenario, from 1, on which it is tried whether it fails alike. */
const SEEDS = 8;
/** Runs to begin with: the smallest of these, each with a seed of its own. */
const STARTS = 3;

/** Runs at a time. The first in order that is smaller counts, whichever ends first: the same token on every machine. */
const AT_A_TIME = 2;

/** Of two failing runs the smaller is the one with the lower weight: a fault or a command is worth three messages. */
export function weightOf({ faults, commands, delivered, servers, lengthUs }: Extent): number {
  return 3 * (faults + commands) + delivered + servers + lengthUs / 1_000_000;
}

/**
 * The same scenario on some other seeds, and then delta debugging over what a run could do without (A. Zeller,
 * R. Hildebrandt, «Simplifying and Isolating Failure-Inducing Input», 2002): edits that leave out ever shorter
 * stretches of it are tried, and kept where the run that comes of them still fails in the same way and is smaller.
 */
export class Shrinker {
  private readonly tried = new Map<string, Failing | undefined>();
  private runs = 0;
  private wasCut = false;
  private first!: RunReply;
  /** Of the descent under way. */
  private best!: Failing;
  /** Of those that are over. */
  private smallest: Failing | undefined;

  constructor(
    private readonly name: RunName,
    private readonly search: Search,
  ) {}

  async shrink(): Promise<Shrunk> {
    const edits = editsIn(this.name.edits);
    const reply = (this.first = await this.make(edits));
    const { extent, outcome } = reply;
    if (outcome.verdict !== "fail" || extent === undefined) {
      return { first: undefined, best: undefined, token: outcome.token, runs: this.runs, isComplete: false, reply };
    }
    const first = { edits, extent, reply };
    await this.descendFrom(edits.length === 0 ? await this.starts(first) : [first]);
    const token = tokenOf({ ...this.name, seed: this.seed, edits: editText(this.best.edits) });
    return { first, best: this.best, token, runs: this.runs, isComplete: !this.wasCut, reply };
  }

  /** The seed of the best run. */
  private get seed(): number {
    return this.best.reply.outcome.seed;
  }

  /** The same story may go wrong with less on another seed. Edits are of one seed: where there are some it stays. */
  private async starts(first: Failing): Promise<Failing[]> {
    const failing = [first];
    for (let seed = 1; seed <= SEEDS && !this.search.isOver(); seed++) {
      const reply = seed === this.name.seed ? undefined : await this.attempt([], seed);
      if (reply?.extent !== undefined) failing.push({ edits: [], extent: reply.extent, reply });
    }
    failing.sort((a, b) => weightOf(a.extent) - weightOf(b.extent));
    // Whether one fails in the same way takes longer to see than to run it: only of the small ones is it asked.
    const starts: Failing[] = [];
    for (const each of failing) {
      if (starts.length === STARTS) break;
      if (each === first || this.search.isSameFailure(this.first, each.reply)) starts.push(each);
    }
    return starts;
  }

  /** From each in turn to what is small there; the smallest of all is the best. */
  private async descendFrom(starts: readonly Failing[]): Promise<void> {
    for (const start of starts) {
      const before = this.smallest;
      this.best = start;
      await this.descend();
      this.smallest = before === undefined || this.isSmaller(this.best, before) ? this.best : before;
      if (this.wasCut) break;
    }
    this.best = this.smallest!;
  }

  /** Coarse edits, then fine ones, again and again until none helps. */
  private async descend(): Promise<void> {
    for (let before: Failing | undefined; before !== this.best && !this.wasCut;) {
      before = this.best;
      await this.takeBack();
      await this.coarse();
      await this.fine();
    }
  }

  /** Of the edits that there are and that leave nothing out, those that the failure doesn't need. */
  private async takeBack(): Promise<void> {
    for (const edit of this.best.edits.filter((each) => !/^([fcw]|m\d)/.test(each))) {
      await this.tryFirst([this.best.edits.filter((each) => each !== edit)]);
    }
  }

  /** A network that does nothing, fewer servers, whole kinds of things and beginnings of the story left out. */
  private async coarse(): Promise<void> {
    const { edits } = this.best;
    if (!edits.includes("m")) await this.tryFirst([[...edits.filter((edit) => !/^m\d/.test(edit)), "m"]]);
    for (let servers = 1; servers < this.best.extent.servers; servers++) {
      const others = this.best.edits.filter((edit) => !edit.startsWith("s"));
      if ((await this.tryFirst([[...others, `s${servers}`]])) !== undefined) break;
    }
    for (let server = 0; server < this.best.extent.servers; server++) {
      await this.tryFirst([this.without([`k${server}`])]);
    }
    for (const kinds of [/^[fcwm]/, /^[fw]/, /^[cw]/, /^w/, /^c/, /^f/, /^m/]) {
      await this.tryFirst([this.without(this.best.extent.dispensable.filter((edit) => kinds.test(edit)))]);
    }
  }

  /** Clerks, and stretches of the story; then halves of the waits that must be. */
  private async fine(): Promise<void> {
    for (const kinds of [/^k/, /^[fcwm]/, /^c/, /^f/, /^w/]) {
      await this.halving(() => this.best.extent.dispensable.filter((edit) => kinds.test(edit)));
    }
    await this.halving(() => this.best.extent.halvable);
  }

  /** Stretches of these, of halving length, and then each by itself. */
  private async halving(some: () => readonly string[]): Promise<void> {
    for (let length = some().length; length >= 1 && !this.wasCut; length = length === 1 ? 0 : Math.ceil(length / 2)) {
      await this.stretches(some, length);
    }
  }

  /** Leaves out every stretch of that length in turn, where that helps. */
  private async stretches(some: () => readonly string[], length: number): Promise<void> {
    for (let at = 0; at < some().length && !this.wasCut;) {
      const all = some();
      const starts = Array.from({ length: AT_A_TIME }, (_, i) => at + i * length).filter((start) => start < all.length);
      const candidates = starts.map((start) => this.without(all.slice(start, start + length)));
      const found = await this.tryFirst(candidates);
      // What stood before the stretch stands there still, as nothing happened before it that hadn't before.
      at = found === undefined ? at + AT_A_TIME * length : starts[found];
    }
  }

  /** The best run's edits, and some more. */
  private without(more: readonly string[]): string[] {
    return editsWith(this.best.edits, more);
  }

  /** Tries some edits at once; the first in order that is smaller becomes the best. @returns its position */
  private async tryFirst(candidates: readonly (readonly string[])[]): Promise<number | undefined> {
    const found = await Promise.all(candidates.map((edits) => this.try(edits)));
    const at = found.findIndex((each) => each !== undefined && this.isSmaller(each));
    if (at < 0) return undefined;
    this.best = found[at]!;
    const { best, smallest } = this;
    if (smallest === undefined || this.isSmaller(best, smallest)) this.search.progress?.(best, this.runs);
    return at;
  }

  private isSmaller(other: Failing, than = this.best): boolean {
    const [mine, its] = [weightOf(than.extent), weightOf(other.extent)];
    return its < mine || (its === mine && other.edits.length < than.edits.length);
  }

  private async try(edits: readonly string[]): Promise<Failing | undefined> {
    if (editText(edits) === editText(this.best.edits)) return undefined;
    const text = `${this.seed}+${editText(edits)}`;
    if (!this.tried.has(text)) {
      if (this.wasCut || this.search.isOver()) {
        this.wasCut = true;
        return undefined;
      }
      const reply = await this.attempt(edits, this.seed);
      const failing = reply?.extent !== undefined ? { edits, extent: reply.extent, reply } : undefined;
      // Whatever is no smaller than the best now will never be: whether it fails in the same way takes longer to see.
      const isSmaller = failing !== undefined && this.isSmaller(failing);
      this.tried.set(text, isSmaller && this.search.isSameFailure(this.first, reply!) ? failing : undefined);
    }
    return this.tried.get(text);
  }

  /** `undefined` for a run that came to no end: given up, or a story that makes no sense without what it lacks. */
  private async attempt(edits: readonly string[], seed: number): Promise<RunReply | undefined> {
    try {
      return await this.make(edits, seed);
    } catch (error) {
      if (error instanceof GivenUp) this.wasCut = true;
      else if (!(error instanceof KitFault)) throw error;
      return undefined;
    }
  }

  private make(edits: readonly string[], seed = this.name.seed): Promise<RunReply> {
    this.runs++;
    return this.search.run({ ...this.name, seed, edits: editText(edits), trace: "unless passed", extent: true });
  }
}
