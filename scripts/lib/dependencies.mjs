/**
 * What may be among the dependencies: licences, sources, several versions of one
 * thing, scripts that run when it is installed. Reads the locks, and asks nobody.
 * `deny.toml` says the same of the crates to cargo-deny.
 */

/** What visitors are sent, and what the core is compiled from. */
const SHIPPED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unicode-3.0',
  'Unlicense',
  'Zlib',
]);

/**
 * And of packages of npm. The MPL goes file by file: it leaves what is bundled with them
 * alone, and asks that visitors be told where its own files' source is, as the notices do.
 */
const BUNDLED = new Set([...SHIPPED, 'MPL-2.0']);

/** Of tools: they are run, and nothing of them is passed on. */
const TOOLS = new Set([
  ...BUNDLED,
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'MIT-0',
  'Python-2.0',
]);

/** Names its licence, MIT, in an older way, which the lock does not have. */
const UNNAMED = new Set(['svg-tags']);

/** Run a script of their own when they are installed. */
const INSTALL_SCRIPTS = new Set(['unrs-resolver']);

/** Crates that tools and tests want in two versions; the core itself has none. */
const TWICE = new Set(['cpufeatures', 'syn']);

/** Parts of the engine that `fuzz/` is linked with; it is run, and passed on to nobody. */
const OF_FUZZ = new Set([...SHIPPED, 'NCSA']);

const REGISTRY = 'registry+https://github.com/rust-lang/crates.io-index';
const NPM = 'https://registry.npmjs.org/';

/**
 * @param {string} expression - SPDX, or the older way with a slash
 * @param {ReadonlySet<string>} allowed
 * @returns {boolean} whether one may choose licences that are all allowed
 */
export function isAllowed(expression, allowed) {
  const tokens = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g);
  const rest = [...(tokens ?? [])];
  /** @returns {boolean} */
  const either = () => {
    let is = both();
    while (rest[0] === 'OR') {
      rest.shift();
      is = both() || is;
    }
    return is;
  };
  /** @returns {boolean} */
  const both = () => {
    let is = one();
    while (rest[0] === 'AND') {
      rest.shift();
      is = one() && is;
    }
    return is;
  };
  const one = () => {
    const token = rest.shift() ?? '';
    if (token !== '(') return allowed.has(token);
    const is = either();
    return rest.shift() === ')' && is;
  };
  // What is left over was not understood.
  return either() && rest.length === 0;
}

/**
 * @param {{ packages: Record<string, any> }} lock - package-lock.json
 * @returns {string[]} what is wrong with it
 */
export function npmProblems(lock) {
  /** @type {string[]} */
  const problems = [];
  /** @type {Map<string, Set<string>>} of what visitors are sent */
  const versions = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    const { integrity, license, resolved, version } = entry;
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 13);
    const isTool = entry.dev === true;
    if (
      !isAllowed(license ?? '', isTool ? TOOLS : BUNDLED) &&
      !(license === undefined && UNNAMED.has(name))
    ) {
      problems.push(`${name}: the licence ${license} is not on the list`);
    }
    if (!/^sha512-/.test(integrity ?? '')) {
      problems.push(`${name}: expected a hash sha512, got ${integrity}`);
    }
    const isOfRegistry = resolved === undefined || resolved.startsWith(NPM);
    if (!isOfRegistry || !/^\d+\.\d+\.\d+/.test(version ?? '')) {
      problems.push(`${name}: is not of the registry but of ${resolved}`);
    }
    if (entry.hasInstallScript && !INSTALL_SCRIPTS.has(name)) {
      problems.push(`${name}: runs a script when it is installed`);
    }
    if (isTool) continue;
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  for (const [name, each] of versions) {
    if (each.size > 1) {
      problems.push(`${name}: visitors are sent ${[...each].join(' and ')}`);
    }
  }
  return problems;
}

/**
 * @typedef {{ name: string, version: string, license: string | null, source: string | null }} Crate
 *   of `cargo metadata`, which knows the licences
 */

/**
 * @param {string} lock - Cargo.lock
 * @param {readonly Crate[]} packages
 * @returns {string[]} what is wrong with them
 */
export function cargoProblems(lock, packages) {
  const versions = versionsIn(lock);
  const problems = [
    ...sourceProblems(lock),
    ...licenceProblems(packages, SHIPPED),
  ];
  for (const [name, each] of versions) {
    if (each.length > 1 && !TWICE.has(name)) {
      problems.push(`${name}: is there in versions ${each.join(' and ')}`);
    }
  }
  for (const name of TWICE) {
    if ((versions.get(name)?.length ?? 0) < 2) {
      problems.push(`${name}: is an exception that is not needed any more`);
    }
  }
  return problems;
}

/**
 * @param {string} lock - fuzz/Cargo.lock
 * @param {string} coreLock - Cargo.lock, whose versions it is to have: another would try
 *   another core than the one that is shipped
 * @param {readonly Crate[]} packages - of fuzz/Cargo.toml
 * @returns {string[]} what is wrong with them
 */
export function fuzzProblems(lock, coreLock, packages) {
  const problems = [
    ...sourceProblems(lock),
    ...licenceProblems(packages, OF_FUZZ),
  ];
  const core = versionsIn(coreLock);
  for (const [name, each] of versionsIn(lock)) {
    const wanted = core.get(name);
    for (const version of wanted ? each : []) {
      if (!wanted?.includes(version)) {
        problems.push(
          `${name}: fuzz/Cargo.lock has ${version}, Cargo.lock ${wanted?.join(' and ')}`,
        );
      }
    }
    if (!wanted && each.length > 1) {
      problems.push(`${name}: is there in versions ${each.join(' and ')}`);
    }
  }
  return problems;
}

/** @param {string} lock @returns {{ name: string, version: string, source: string, checksum: string }[]} */
function locked(lock) {
  return lock
    .split('[[package]]\n')
    .slice(1)
    .map((text) => {
      /** @param {string} key */
      const value = (key) =>
        new RegExp(`^${key} = "(.*)"$`, 'm').exec(text)?.[1] ?? '';
      return {
        name: value('name'),
        version: value('version'),
        source: value('source'),
        checksum: value('checksum'),
      };
    });
}

/** @param {string} lock @returns {Map<string, string[]>} the versions of each crate */
function versionsIn(lock) {
  /** @type {Map<string, string[]>} */
  const versions = new Map();
  for (const { name, version } of locked(lock)) {
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return versions;
}

/** @param {string} lock */
function sourceProblems(lock) {
  /** @type {string[]} */
  const problems = [];
  for (const { name, source, checksum } of locked(lock)) {
    // Those of this repository have none.
    if (source === '') continue;
    if (source !== REGISTRY) problems.push(`${name}: comes from ${source}`);
    if (!/^[\da-f]{64}$/.test(checksum)) {
      problems.push(`${name}: has no checksum`);
    }
  }
  return problems;
}

/**
 * @param {readonly Crate[]} packages
 * @param {ReadonlySet<string>} allowed
 */
function licenceProblems(packages, allowed) {
  return packages
    .filter(
      ({ license, source }) =>
        source !== null && !isAllowed(license ?? '', allowed),
    )
    .map(
      ({ name, license }) =>
        `${name}: the licence ${license} is not on the list`,
    );
}
