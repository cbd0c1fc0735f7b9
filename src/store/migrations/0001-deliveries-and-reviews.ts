export const number = 1

/** Times are epoch milliseconds that the app gives. Ids of GitHub's are text: they can exceed 2^53. */
export const text = `
  create table listkeeper.deliveries (
    guid text primary key,
    received_ms bigint not null
  );
  create index deliveries_received on listkeeper.deliveries (received_ms);

  create table listkeeper.reviews_begun (
    repository_id text not null,
    number integer not null,
    head_sha text not null,
    at_ms bigint not null,
    primary key (repository_id, number)
  );

  create table listkeeper.reviews_posted (
    repository_id text not null,
    number integer not null,
    review_id text not null,
    primary key (repository_id, number, review_id)
  );
`
