import type { ApplyCh, Json, Peer, Persister, RaftState, StartResult } from "raftlab";

/** Who asks, its term, the term of its last entry, how many entries it has. */
type Ballot = [candidate: number, term: number, lastTerm: number, length: number];
/** The terms and the commands of a piece of the log, and up to where they may be executed. */
type Dictation = [
  teacher: number,
  term: number,
  after: number,
  afterTerm: number,
  terms: number[],
  commands: Json[],
  settled: number,
];
/** In pieces of text: a snapshot is joined from them. */
type Bequest = [teacher: number, term: number, upTo: number, upToTerm: number, pieces: string[]];
/** Its term; whether it agrees; how much of the log it could do without. */
type Nod = [term: number, agrees: 0 | 1, length: number];

const DICTATE_EVERY_MS = 70;
const PATIENCE_MIN_MS = 280;
const PATIENCE_MAX_MS = 560;
const PIECE_CHARS = 10;

/**
 * Raft in other words: other methods and shapes than Figure 2's, arrays instead of objects, the log in two columns. The
 * methods of the interface's names are there, and nobody calls them.
 */
export class Raft {
  private standing: "pupil" | "applicant" | "teacher" = "pupil";
  private silent = false;
  private epoch = 0;
  private choice = -1;
  /** Terms and commands of the entries above `floor`. */
  private terms: number[] = [];
  private commands: Json[] = [];
  private floor = 0;
  private floorTerm = 0;
  private settled = 0;
  private executed = 0;
  /** Of each peer: what it has for sure, and what it has been sent. */
  private sure: number[] = [];
  private sent: number[] = [];
  private patience: ReturnType<typeof setTimeout> | undefined;
  private lesson: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly peers: readonly Peer[],
    private readonly me: number,
    private readonly persister: Persister,
    private readonly applyCh: ApplyCh,
  ) {
    this.recall();
    this.bePatient();
  }

  start(command: Json): StartResult {
    if (this.standing !== "teacher" || this.silent) return { index: 0, term: this.epoch, isLeader: false };
    this.terms.push(this.epoch);
    this.commands.push(command);
    this.note();
    this.settle();
    this.dictateToAll();
    return { index: this.length(), term: this.epoch, isLeader: true };
  }

  getState(): RaftState {
    return { term: this.epoch, isLeader: this.standing === "teacher" };
  }

  snapshot(index: number, snapshot: string): void {
    if (index <= this.floor || this.silent) return;
    this.raiseFloor(index, this.termOf(index), true);
    this.note(snapshot);
  }

  kill(): void {
    this.silent = true;
    clearTimeout(this.patience);
    clearInterval(this.lesson);
  }

  requestVote(): never {
    throw new Error("elections go by canvass");
  }

  appendEntries(): never {
    throw new Error("entries go by dictate");
  }

  // ---- elections ----

  canvass([candidate, term, lastTerm, length]: Ballot): Nod {
    this.catchUp(term);
    const ownTerm = this.termOf(this.length());
    const isWorthy = lastTerm === ownTerm ? length >= this.length() : lastTerm > ownTerm;
    const isFree = this.choice === -1 || this.choice === candidate;
    if (term !== this.epoch || !isWorthy || !isFree) return this.nod(false);
    this.choice = candidate;
    this.note();
    this.bePatient();
    return this.nod(true);
  }

  private async stand(): Promise<void> {
    this.standing = "applicant";
    this.epoch++;
    this.choice = this.me;
    this.note();
    this.bePatient();
    const { epoch } = this;
    const ballot: Ballot = [this.me, epoch, this.termOf(this.length()), this.length()];
    let lacking = Math.floor(this.peers.length / 2);
    if (lacking === 0) return this.teach();
    const ask = async (peer: Peer): Promise<void> => {
      const nod = (await peer.call("Raft.canvass", ballot)) as Nod | undefined;
      if (nod === undefined || this.silent || this.catchUp(nod[0])) return;
      if (nod[1] === 1 && --lacking === 0 && this.epoch === epoch && this.standing === "applicant") this.teach();
    };
    await Promise.all(this.peers.filter((_, peer) => peer !== this.me).map(ask));
  }

  private teach(): void {
    this.standing = "teacher";
    clearTimeout(this.patience);
    this.sure = this.peers.map(() => 0);
    this.sent = this.peers.map(() => this.length());
    this.dictateToAll();
    clearInterval(this.lesson);
    this.lesson = setInterval(() => this.dictateToAll(), DICTATE_EVERY_MS);
  }

  /** Whether the term was a later one. */
  private catchUp(term: number): boolean {
    if (term <= this.epoch) return false;
    this.epoch = term;
    this.choice = -1;
    this.note();
    if (this.standing === "teacher") this.bePatient();
    this.sitDown();
    return true;
  }

  private sitDown(): void {
    this.standing = "pupil";
    clearInterval(this.lesson);
  }

  private bePatient(): void {
    clearTimeout(this.patience);
    if (this.silent) return;
    const ms = PATIENCE_MIN_MS + Math.random() * (PATIENCE_MAX_MS - PATIENCE_MIN_MS);
    this.patience = setTimeout(() => void this.stand(), ms);
  }

  // ---- the log ----

  dictate([, term, after, afterTerm, terms, commands, settled]: Dictation): Nod {
    if (!this.listen(term)) return this.nod(false);
    if (after > this.length()) return this.nod(false);
    if (after >= this.floor && this.termOf(after) !== afterTerm) return this.nod(false, after - 1);
    for (let i = 0; i < terms.length; i++) {
      const index = after + 1 + i;
      if (index <= this.floor || (index <= this.length() && this.termOf(index) === terms[i])) continue;
      this.terms.splice(index - 1 - this.floor, Infinity, ...terms.slice(i));
      this.commands.splice(index - 1 - this.floor, Infinity, ...commands.slice(i));
      this.note();
      break;
    }
    this.execute(Math.min(settled, after + terms.length));
    return this.nod(true);
  }

  bequeath([, term, upTo, upToTerm, pieces]: Bequest): Nod {
    if (!this.listen(term)) return this.nod(false);
    if (upTo <= this.settled) return this.nod(true);
    const goesOn = upTo <= this.length() && this.termOf(upTo) === upToTerm;
    const snapshot = pieces.join("");
    this.raiseFloor(upTo, upToTerm, goesOn);
    this.settled = this.executed = upTo;
    this.note(snapshot);
    this.applyCh.send({ snapshot, snapshotIndex: upTo, snapshotTerm: upToTerm });
    return this.nod(true);
  }

  private listen(term: number): boolean {
    this.catchUp(term);
    if (term < this.epoch) return false;
    this.sitDown();
    this.bePatient();
    return true;
  }

  private nod(agrees: boolean, length = this.length()): Nod {
    return [this.epoch, agrees ? 1 : 0, length];
  }

  private dictateToAll(): void {
    if (this.silent) return;
    this.peers.forEach((_, peer) => {
      if (peer !== this.me) void this.dictateTo(peer);
    });
  }

  private async dictateTo(peer: number): Promise<void> {
    const after = this.sent[peer];
    if (after < this.floor) return this.bequeathTo(peer);
    const { epoch } = this;
    const terms = this.terms.slice(after - this.floor);
    const commands = this.commands.slice(after - this.floor);
    const dictation: Dictation = [this.me, epoch, after, this.termOf(after), terms, commands, this.settled];
    const nod = (await this.peers[peer].call("Raft.dictate", dictation)) as Nod | undefined;
    if (!this.isAbout(epoch, nod)) return;
    const [, agrees, length] = nod!;
    if (agrees === 1) return this.isSure(peer, after + terms.length);
    if (this.sent[peer] !== after || after <= this.sure[peer]) return;
    this.sent[peer] = Math.max(this.sure[peer], Math.min(after - 1, length));
    await this.dictateTo(peer);
  }

  private async bequeathTo(peer: number): Promise<void> {
    const { epoch, floor } = this;
    const text = this.persister.readSnapshot()!;
    const count = Math.ceil(text.length / PIECE_CHARS);
    const pieces = Array.from({ length: count }, (_, i) => text.slice(i * PIECE_CHARS, (i + 1) * PIECE_CHARS));
    const bequest: Bequest = [this.me, epoch, floor, this.floorTerm, pieces];
    const nod = (await this.peers[peer].call("Raft.bequeath", bequest)) as Nod | undefined;
    if (this.isAbout(epoch, nod)) this.isSure(peer, floor);
  }

  private isAbout(epoch: number, nod: Nod | undefined): boolean {
    if (nod === undefined || this.silent || this.catchUp(nod[0])) return false;
    return this.standing === "teacher" && this.epoch === epoch;
  }

  private isSure(peer: number, length: number): void {
    this.sure[peer] = Math.max(this.sure[peer], length);
    this.sent[peer] = Math.max(this.sent[peer], length);
    this.settle();
  }

  /** What a majority has, and was learnt in this term at the end of it. */
  private settle(): void {
    const lengths = this.sure.map((length, peer) => (peer === this.me ? this.length() : length));
    const common = lengths.sort((a, b) => b - a)[Math.floor(lengths.length / 2)];
    if (common > this.settled && this.termOf(common) === this.epoch) this.execute(common);
  }

  private execute(upTo: number): void {
    this.settled = Math.max(this.settled, upTo);
    while (this.executed < this.settled) {
      const command = this.commands[this.executed - this.floor];
      this.applyCh.send({ index: ++this.executed, command });
    }
  }

  private raiseFloor(index: number, term: number, goesOn: boolean): void {
    this.terms = goesOn ? this.terms.slice(index - this.floor) : [];
    this.commands = goesOn ? this.commands.slice(index - this.floor) : [];
    this.floor = index;
    this.floorTerm = term;
  }

  private length(): number {
    return this.floor + this.terms.length;
  }

  private termOf(index: number): number {
    return index === this.floor ? this.floorTerm : this.terms[index - 1 - this.floor];
  }

  // ---- the disk ----

  /** A line of numbers, and a line for each command. */
  private note(snapshot?: string): void {
    const numbers = [this.epoch, this.choice, this.floor, this.floorTerm, ...this.terms].join(" ");
    this.persister.save([numbers, ...this.commands.map((command) => JSON.stringify(command))].join("\n"), snapshot);
  }

  private recall(): void {
    const text = this.persister.readRaftState();
    if (text === undefined) return;
    const [numbers, ...commands] = text.split("\n");
    [this.epoch, this.choice, this.floor, this.floorTerm, ...this.terms] = numbers.split(" ").map(Number);
    this.commands = commands.map((command) => JSON.parse(command) as Json);
    this.settled = this.executed = this.floor;
  }
}
