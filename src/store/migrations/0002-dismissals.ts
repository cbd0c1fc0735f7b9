export const number = 2

/** Who pressed "Dismiss all" on which check run, until somebody has looked at it; and what was dismissed so. */
export const text = `
  create table listkeeper.dismiss_wishes (
    repository_id text not null,
    number integer not null,
    check_run_id text not null,
    login text not null,
    primary key (repository_id, number, check_run_id, login)
  );

  create table listkeeper.dismissed (
    repository_id text not null,
    number integer not null,
    fingerprint text not null,
    primary key (repository_id, number, fingerprint)
  );
`
