/** The TypeScript compiler over a submission: its type errors, and its contract with the tester. Slow to load. */
import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { ENTRIES, type Role } from "./entries";
import { LIB_FILES } from "./lib";
import type { Problem } from "./problem";

/** What {@link findTypeErrors} finds. */
export interface TypeErrors {
  /** As tsc words them. */
  diagnostics: Problem[];
  /** Exports and members of the wrong type or missing, a sentence each. */
  contract: Problem[];
}

/** A class that is demanded: from which file, and the names of its types in demanded.ts. */
interface Demand {
  file: string;
  className: string;
  newType: string;
}

const DEMANDS: Readonly<Record<Role, readonly Demand[]>> = {
  raft: [{ file: "raft.ts", className: "Raft", newType: "NewRaft" }],
  kv: [
    { file: "server.ts", className: "KVServer", newType: "NewKVServer" },
    { file: "client.ts", className: "Clerk", newType: "NewClerk" },
  ],
};

/** As starter/tsconfig.json has them, for editors. */
function optionsFor(kit: string): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    isolatedModules: true,
    types: [],
    lib: LIB_FILES,
    paths: { raftlab: [join(kit, "tester", "api.ts")] },
  };
}

/** Compares a submission's classes with those demanded. */
class Contract {
  readonly problems: Problem[] = [];
  private readonly checker: ts.TypeChecker;
  private readonly demanded: Map<string, ts.Type>;

  constructor(
    private readonly program: ts.Program,
    private readonly folder: string,
    demandedFile: string,
  ) {
    this.checker = program.getTypeChecker();
    this.demanded = new Map(
      this.exportsOf(demandedFile).map((symbol) => [symbol.name, this.checker.getDeclaredTypeOfSymbol(symbol)]),
    );
  }

  check({ file, className, newType }: Demand): void {
    const symbol = this.exportsOf(join(this.folder, file)).find(({ name }) => name === className);
    const type = symbol && this.typeOf(symbol);
    const instance = type?.getConstructSignatures()[0]?.getReturnType();
    if (symbol === undefined || type === undefined || instance === undefined) {
      this.problems.push({ file, text: `${file} exports no class ${className}` });
      return;
    }
    const wanted = this.demanded.get(newType)!;
    if (!this.checker.isTypeAssignableTo(type, wanted)) {
      const parameters = this.checker.signatureToString(wanted.getConstructSignatures()[0]!).replace(/: unknown$/, "");
      this.add(symbol, file, `the constructor of class ${className} must accept ${parameters}`);
    }
    this.checkMembers(symbol, instance, className, file);
  }

  private checkMembers(owner: ts.Symbol, instance: ts.Type, className: string, file: string): void {
    for (const wanted of this.demanded.get(className)!.getProperties()) {
      const { name } = wanted;
      const found = this.checker.getPropertyOfType(instance, name);
      if (found !== undefined) this.checkMember(found, wanted, className, file);
      else if (!(wanted.flags & ts.SymbolFlags.Optional)) {
        const kind = wanted.flags & ts.SymbolFlags.Method ? "method" : "field";
        this.add(owner, file, `class ${className} has no ${kind} ${name}`);
      }
    }
  }

  private checkMember(found: ts.Symbol, wanted: ts.Symbol, className: string, file: string): void {
    const member = `${className}.${wanted.name}`;
    const declaration = found.valueDeclaration;
    const modifiers = declaration === undefined ? 0 : ts.getCombinedModifierFlags(declaration);
    if (modifiers & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) {
      this.add(found, file, `${member} must be public`);
      return;
    }
    const type = this.typeOf(found);
    const wantedType = this.checker.getNonNullableType(this.typeOf(wanted));
    if (this.checker.isTypeAssignableTo(type, wantedType)) return;
    if (member === "KVServer.raft") this.checkMembers(found, type, "Raft", file);
    else this.add(found, file, `${member} must be ${this.show(wantedType)}, but is ${this.show(type)}`);
  }

  private exportsOf(path: string): ts.Symbol[] {
    const source = this.program.getSourceFile(path);
    const module = source && this.checker.getSymbolAtLocation(source);
    return module === undefined ? [] : this.checker.getExportsOfModule(module);
  }

  private typeOf(symbol: ts.Symbol): ts.Type {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return this.checker.getTypeOfSymbol(isAlias ? this.checker.getAliasedSymbol(symbol) : symbol);
  }

  private show(type: ts.Type): string {
    return this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }

  private add(symbol: ts.Symbol, file: string, text: string): void {
    const declaration = symbol.declarations?.[0];
    const source = declaration?.getSourceFile();
    if (declaration === undefined || source === undefined || !source.fileName.startsWith(slashed(this.folder))) {
      this.problems.push({ file, text });
      return;
    }
    const at = ts.getNameOfDeclaration(declaration) ?? declaration;
    this.problems.push({ ...placeOf(this.folder, source, at.getStart(source)), text });
  }
}

/** TypeScript's paths have slashes, on Windows too. */
function slashed(path: string): string {
  return path.replace(/\\/g, "/");
}

function placeOf(folder: string, source: ts.SourceFile, at: number): { file: string; line: number; column: number } {
  const { line, character } = source.getLineAndCharacterOfPosition(at);
  const prefix = `${slashed(folder)}/`;
  const file = source.fileName.startsWith(prefix) ? source.fileName.slice(prefix.length) : source.fileName;
  return { file, line: line + 1, column: character + 1 };
}

/** Problems that are told, and characters of each: whoever has more mends these first. */
const PROBLEMS_MAX = 200;
const TEXT_MAX = 4_000;

/** Its message in tsc's words, without a path of the host; what follows the first line says why, indented. */
function problemOf(folder: string, { file, start, messageText, code }: ts.Diagnostic): Problem {
  const words = ts.flattenDiagnosticMessageText(messageText, "\n").replaceAll(`${slashed(folder)}/`, "");
  const text = `error TS${code}: ${words.slice(0, TEXT_MAX)}`;
  return file === undefined || start === undefined ? { text } : { ...placeOf(folder, file, start), text };
}

/** Names that TypeScript's ES5 declares and a realm lacks. */
const ABSENT = new Set(["Intl", "eval"]);

/** Uses of these names, worded as tsc would if it knew. */
function absentNames(program: ts.Program, folder: string, source: ts.SourceFile): Problem[] {
  const checker = program.getTypeChecker();
  const problems: Problem[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && ABSENT.has(node.text)) {
      const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
      const isLibrarys = declarations.some((each) => program.isSourceFileDefaultLibrary(each.getSourceFile()));
      if (isLibrarys) {
        const text = `error TS2304: Cannot find name '${node.text}'.`;
        problems.push({ ...placeOf(folder, source, node.getStart(source)), text });
      }
    }
    ts.forEachChild(node, visit);
  };
  if (/\b(Intl|eval)\b/.test(source.text)) visit(source);
  return problems;
}

/**
 * A compiler that sees the submission's folder, the language and the kit's declarations, and nothing else: a submission
 * may name any file of the machine, and would learn from the errors what is in it.
 */
function hostFor(options: ts.CompilerOptions, folder: string, kit: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const languages = dirname(ts.getDefaultLibFilePath(options));
  const shown = [folder, languages, join(kit, "tester", "realm")].map((each) => `${real(each)}/`);
  const api = real(join(kit, "tester", "api.ts"));
  const isShown = (path: string): boolean => {
    const at = real(path);
    return at === api || shown.some((each) => at.startsWith(each));
  };
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = (path) => isShown(path) && fileExists.call(host, path);
  host.readFile = (path) => (isShown(path) ? readFile.call(host, path) : undefined);
  // The folder of api.ts counts as there, or nothing would be looked for in it.
  const tester = real(join(kit, "tester"));
  host.directoryExists = (path) =>
    (real(path) === tester || shown.includes(`${real(path)}/`) || isShown(path)) && directoryExists!.call(host, path);
  host.getDirectories = () => [];
  return host;
}

/** Without links, with slashes. */
function real(path: string): string {
  try {
    return slashed(realpathSync.native(path));
  } catch {
    return slashed(resolve(path)); // not there
  }
}

/**
 * Type-checks the submission in `folder` against exactly the declarations that it may use.
 * @param kit the kit's own top folder
 */
export function findTypeErrors(folder: string, role: Role, kit: string): TypeErrors {
  const demandedFile = join(kit, "tester", "realm", "demanded.ts");
  const entries = ENTRIES[role].map((file) => join(folder, file));
  const roots = [...entries, demandedFile, join(kit, "tester", "realm", "globals.d.ts")];
  const options = optionsFor(kit);
  const program = ts.createProgram(roots, options, hostFor(options, folder, kit));
  const prefix = `${slashed(folder)}/`;
  const own = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(prefix));
  const found = own.flatMap((source) => [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ]);
  const diagnostics = found.slice(0, PROBLEMS_MAX).map((diagnostic) => problemOf(folder, diagnostic));
  for (const source of own) diagnostics.push(...absentNames(program, folder, source));
  const contract = new Contract(program, folder, demandedFile);
  for (const demand of DEMANDS[role]) contract.check(demand);
  return { diagnostics, contract: contract.problems };
}
