export const number = 3

/**
 * Scans: repositories, what their lists hold, and one record a page for all of them.
 *
 * Addresses are of any length, and an index holds no more than 2,700 bytes: a page goes by the digest of its scope and address. Digests and ids compare
 * byte by byte (`collate "C"`), which is faster and the same everywhere. Tables that are written beside pages have no foreign keys: checking
 * a row a link would take longer than writing them, and would wait for repositories in the wrong order (`lockPages`).
 */
export const text = `
  create table listkeeper.repositories (
    repository_id text collate "C" primary key,
    installation_id text collate "C" not null,
    owner text not null,
    name text not null,
    is_private boolean not null,
    private_ms bigint,
    default_branch text,
    due_ms bigint,
    scanned_ms bigint,
    memory jsonb
  );
  create index repositories_due on listkeeper.repositories (due_ms) where due_ms is not null;
  create index repositories_installation on listkeeper.repositories (installation_id);

  create table listkeeper.holdings (
    repository_id text collate "C" primary key references listkeeper.repositories on delete cascade,
    head_sha text not null,
    links jsonb not null,
    notes jsonb not null
  );

  create table listkeeper.scans (
    repository_id text collate "C" primary key references listkeeper.repositories on delete cascade,
    cause text not null,
    begun_ms bigint not null,
    head_sha text not null
  );
  create index scans_begun on listkeeper.scans (begun_ms);

  create table listkeeper.scan_results (
    repository_id text collate "C" not null references listkeeper.repositories on delete cascade,
    at_ms bigint not null,
    counts jsonb not null,
    primary key (repository_id, at_ms)
  );
  create index scan_results_at on listkeeper.scan_results (at_ms);

  create table listkeeper.pages (
    id text collate "C" primary key,
    scope text collate "C" not null,
    page text not null,
    site text collate "C" not null,
    bucket smallint not null,
    is_held boolean not null,
    record jsonb,
    before jsonb,
    checked_ms bigint,
    due_ms bigint,
    wanted_ms bigint,
    turn_ms bigint
  );
  create index pages_wanted on listkeeper.pages (bucket, site, turn_ms, id) where wanted_ms is not null;
  create index pages_due on listkeeper.pages (due_ms) where is_held and wanted_ms is null;
  create index pages_unheld on listkeeper.pages (checked_ms) where not is_held;
  create index pages_scope on listkeeper.pages (scope) where scope <> '';
  create index pages_site on listkeeper.pages (site);

  create table listkeeper.held_pages (
    repository_id text collate "C" not null,
    page_id text collate "C" not null,
    primary key (repository_id, page_id)
  );
  create index held_pages_page on listkeeper.held_pages (page_id, repository_id);

  create table listkeeper.awaited_pages (
    repository_id text collate "C" not null,
    page_id text collate "C" not null,
    primary key (repository_id, page_id)
  );
  create index awaited_pages_page on listkeeper.awaited_pages (page_id, repository_id);

  create table listkeeper.stirred_repositories (
    repository_id text collate "C" primary key
  );

  create table listkeeper.sites (
    site text collate "C" primary key,
    state jsonb not null,
    seen_ms bigint not null
  );
  create index sites_seen on listkeeper.sites (seen_ms);

  create table listkeeper.orders (
    id bigint generated always as identity primary key,
    repository_id text collate "C" not null references listkeeper.repositories on delete cascade,
    "order" jsonb not null,
    login text not null,
    at_ms bigint not null,
    comment_id text collate "C"
  );
  create index orders_repository on listkeeper.orders (repository_id);
  create unique index orders_comment on listkeeper.orders (repository_id, comment_id) where comment_id is not null;

  create table listkeeper.decisions (
    repository_id text collate "C" not null references listkeeper.repositories on delete cascade,
    url_id text collate "C" not null,
    url text not null,
    kind text not null,
    login text,
    at_ms bigint not null,
    until_ms bigint,
    primary key (repository_id, url_id)
  );
  create index decisions_until on listkeeper.decisions (until_ms) where until_ms is not null;

  create table listkeeper.forgotten_repositories (
    repository_id text collate "C" primary key
  );
`
