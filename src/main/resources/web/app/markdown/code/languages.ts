import type { LanguageFn } from "highlight.js";

type Load = () => Promise<{ default: LanguageFn }>;

/** A language that can be coloured. */
export interface Language {
  readonly id: string;
  readonly name: string;
  /** What it is called behind a fence, besides its id. */
  readonly aliases: readonly string[];
  readonly load: Load;
  /** The languages that stand inside of it. */
  readonly inner: readonly string[];
}

function language(id: string, name: string, load: Load, aliases = "", inner = ""): Language {
  return { id, name, load, aliases: list(aliases), inner: list(inner) };
}

function list(words: string): string[] {
  return words.split(" ").filter((word) => word !== "");
}

// One import each, spelt out: the bundler makes a file of its own of every one, fetched when it is first needed.
const LANGUAGES: readonly Language[] = [
  language("bash", "Bash", () => import("highlight.js/lib/languages/bash"), "sh zsh"),
  language("c", "C", () => import("highlight.js/lib/languages/c"), "h"),
  language("clojure", "Clojure", () => import("highlight.js/lib/languages/clojure"), "clj edn"),
  language("cmake", "CMake", () => import("highlight.js/lib/languages/cmake")),
  language("cpp", "C++", () => import("highlight.js/lib/languages/cpp"), "c++ cc cxx hpp hh"),
  language("csharp", "C#", () => import("highlight.js/lib/languages/csharp"), "cs c#"),
  language("css", "CSS", () => import("highlight.js/lib/languages/css")),
  language("dart", "Dart", () => import("highlight.js/lib/languages/dart")),
  language("diff", "Diff", () => import("highlight.js/lib/languages/diff"), "patch"),
  language("dockerfile", "Dockerfile", () => import("highlight.js/lib/languages/dockerfile"), "docker", "bash"),
  language("elixir", "Elixir", () => import("highlight.js/lib/languages/elixir"), "ex exs"),
  language("erlang", "Erlang", () => import("highlight.js/lib/languages/erlang"), "erl"),
  language("go", "Go", () => import("highlight.js/lib/languages/go"), "golang"),
  language("gradle", "Gradle", () => import("highlight.js/lib/languages/gradle")),
  language("graphql", "GraphQL", () => import("highlight.js/lib/languages/graphql"), "gql"),
  language("groovy", "Groovy", () => import("highlight.js/lib/languages/groovy")),
  language("haskell", "Haskell", () => import("highlight.js/lib/languages/haskell"), "hs"),
  language("http", "HTTP", () => import("highlight.js/lib/languages/http"), "", "json"),
  language("ini", "INI", () => import("highlight.js/lib/languages/ini"), "toml conf"),
  language("java", "Java", () => import("highlight.js/lib/languages/java")),
  language(
    "javascript",
    "JavaScript",
    () => import("highlight.js/lib/languages/javascript"),
    "js jsx mjs cjs",
    "xml css",
  ),
  language("json", "JSON", () => import("highlight.js/lib/languages/json"), "jsonc json5 jsonl"),
  language("julia", "Julia", () => import("highlight.js/lib/languages/julia"), "jl"),
  language("kotlin", "Kotlin", () => import("highlight.js/lib/languages/kotlin"), "kt kts"),
  language("latex", "LaTeX", () => import("highlight.js/lib/languages/latex"), "tex"),
  language("less", "Less", () => import("highlight.js/lib/languages/less")),
  language("lua", "Lua", () => import("highlight.js/lib/languages/lua")),
  language("makefile", "Makefile", () => import("highlight.js/lib/languages/makefile"), "make mk"),
  language("markdown", "Markdown", () => import("highlight.js/lib/languages/markdown"), "md"),
  language("matlab", "MATLAB", () => import("highlight.js/lib/languages/matlab")),
  language("nginx", "nginx", () => import("highlight.js/lib/languages/nginx")),
  language("nix", "Nix", () => import("highlight.js/lib/languages/nix")),
  language("objectivec", "Objective-C", () => import("highlight.js/lib/languages/objectivec"), "objc objective-c"),
  language("ocaml", "OCaml", () => import("highlight.js/lib/languages/ocaml"), "ml"),
  language("perl", "Perl", () => import("highlight.js/lib/languages/perl"), "pl"),
  language("php", "PHP", () => import("highlight.js/lib/languages/php")),
  language("powershell", "PowerShell", () => import("highlight.js/lib/languages/powershell"), "ps1 pwsh ps"),
  language("properties", "Properties", () => import("highlight.js/lib/languages/properties"), "env dotenv"),
  language("protobuf", "Protocol Buffers", () => import("highlight.js/lib/languages/protobuf"), "proto"),
  language("python", "Python", () => import("highlight.js/lib/languages/python"), "py python3"),
  language("r", "R", () => import("highlight.js/lib/languages/r")),
  language("ruby", "Ruby", () => import("highlight.js/lib/languages/ruby"), "rb"),
  language("rust", "Rust", () => import("highlight.js/lib/languages/rust"), "rs"),
  language("scala", "Scala", () => import("highlight.js/lib/languages/scala")),
  language("scss", "SCSS", () => import("highlight.js/lib/languages/scss"), "sass"),
  language("shell", "Shell", () => import("highlight.js/lib/languages/shell"), "console shellsession", "bash"),
  language(
    "sql",
    "SQL",
    () => import("highlight.js/lib/languages/sql"),
    "mysql postgresql postgres pgsql sqlite plsql",
  ),
  language("swift", "Swift", () => import("highlight.js/lib/languages/swift")),
  language(
    "typescript",
    "TypeScript",
    () => import("highlight.js/lib/languages/typescript"),
    "ts tsx mts cts",
    "xml css",
  ),
  language("vim", "Vim script", () => import("highlight.js/lib/languages/vim"), "vimscript viml"),
  language(
    "xml",
    "XML",
    () => import("highlight.js/lib/languages/xml"),
    "html svg xhtml vue svelte rss xsd",
    "css javascript",
  ),
  language("yaml", "YAML", () => import("highlight.js/lib/languages/yaml"), "yml"),
];

const NAMES: ReadonlyMap<string, string> = new Map([
  ["html", "HTML"],
  ["svg", "SVG"],
  ["toml", "TOML"],
  ["jsx", "JSX"],
  ["tsx", "TSX"],
  ["text", "Text"],
  ["txt", "Text"],
  ["plaintext", "Text"],
  ["csv", "CSV"],
  ["mermaid", "Mermaid"],
]);

const BY_WORD: ReadonlyMap<string, Language> = new Map(
  LANGUAGES.flatMap((one) => [one.id, ...one.aliases].map((word): [string, Language] => [word, one])),
);

/** The language that the word behind a fence means. */
export function findLanguage(word: string): Language | undefined {
  return BY_WORD.get(word.toLowerCase());
}

/** How a reader calls the language that the word behind a fence means. */
export function languageName(word: string): string {
  return NAMES.get(word.toLowerCase()) ?? findLanguage(word)?.name ?? word.slice(0, 40);
}
