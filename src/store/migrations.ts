import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isShared } from './engine.ts';
import { deliveryReasons, editReasons } from './schema.ts';

/*
 * The database's history, oldest first. A migration that has been released is never changed: another is added. Whole
 * numbers that may grow are `integer` on SQLite, where that is 64 bits, and `bigint` on PostgreSQL.
 */
const large = (db: Kysely<unknown>) => (isShared(db) ? 'bigint' : 'integer');
const counted = (db: Kysely<unknown>) => (column: ColumnDefinitionBuilder) =>
  isShared(db) ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey().autoIncrement();

export const migrations: Record<string, Migration> = {
  '0001-digests': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('guilds')
        .addColumn('guild_id', 'text', (column) => column.primaryKey())
        .addColumn('timezone', 'text', (column) => column.notNull())
        .addColumn('alerts_channel_id', 'text')
        .execute();
      await db.schema
        .createTable('digests')
        .addColumn('id', large(db), counted(db))
        .addColumn('guild_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addColumn('cron', 'text', (column) => column.notNull())
        .addColumn('timezone', 'text')
        .addColumn('topic', 'text')
        .addColumn('depth', 'text', (column) => column.notNull())
        .addColumn('mention_role_id', 'text')
        .addColumn('when_empty', 'text', (column) => column.notNull())
        .addColumn('catch_up_minutes', 'integer', (column) => column.notNull())
        .addColumn('publish', 'integer', (column) => column.notNull())
        .addColumn('paused', 'text')
        .addColumn('next_slot', 'bigint')
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('removed_at', 'bigint')
        .addUniqueConstraint('digests_number', ['guild_id', 'number'])
        .execute();
      await db.schema
        .createIndex('digests_due')
        .on('digests')
        .column('next_slot')
        .where(sql.ref('next_slot'), 'is not', null)
        .execute();
      await db.schema
        .createTable('deliveries')
        .addColumn('id', large(db), counted(db))
        .addColumn('digest_id', large(db), (column) => column.notNull().references('digests.id'))
        .addColumn('slot', 'bigint', (column) => column.notNull())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('message_id', 'text')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('attempted_at', 'bigint')
        .addColumn('try_after', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .addUniqueConstraint('deliveries_slot', ['digest_id', 'slot'])
        .execute();
      await db.schema
        .createIndex('deliveries_pending')
        .on('deliveries')
        .column('try_after')
        .where(sql.ref('status'), '=', sql.lit('pending'))
        .execute();
      await db.schema.createIndex('deliveries_channel').on('deliveries').columns(['channel_id', 'status']).execute();
      await db.schema
        .createTable('carried')
        .addColumn('delivery_id', large(db), (column) => column.notNull().references('deliveries.id'))
        .addColumn('slug', 'text', (column) => column.notNull())
        .addColumn('version', large(db), (column) => column.notNull())
        .addPrimaryKeyConstraint('carried_key', ['delivery_id', 'slug'])
        .execute();
      await db.schema.createIndex('carried_slug').on('carried').column('slug').execute();
    },
  },
  '0002-trust': {
    async up(db: Kysely<unknown>) {
      // Posts of before do not say what they were made of, and cannot be made again.
      await db.schema.alterTable('deliveries').addColumn('content', 'text').execute();
      await db.schema
        .alterTable('deliveries')
        .addColumn('asked', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema.alterTable('carried').addColumn('position', 'integer').execute();
      await db.schema.alterTable('carried').addColumn('shows', large(db)).execute();
      await db.schema
        .createIndex('carried_shows')
        .on('carried')
        .columns(['slug', 'shows'])
        .where(sql.ref('shows'), 'is not', null)
        .execute();
      await db.schema
        .createTable('edits')
        .addColumn('id', large(db), counted(db))
        .addColumn('delivery_id', large(db), (column) => column.notNull().references('deliveries.id'))
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('try_after', 'bigint', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('finished_at', 'bigint')
        .execute();
      await db.schema.createIndex('edits_delivery').on('edits').column('delivery_id').execute();
      await db.schema
        .createIndex('edits_pending')
        .unique()
        .on('edits')
        .column('delivery_id')
        .where(sql.ref('status'), '=', sql.lit('pending'))
        .execute();
      await db.schema
        .createIndex('deliveries_unpublished')
        .on('deliveries')
        .column('try_after')
        .where(sql.ref('reason'), '=', sql.lit('to-publish'))
        .execute();
      await db.schema
        .alterTable('digests')
        .addColumn('alert_due', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createIndex('digests_alert_due')
        .on('digests')
        .column('alert_due')
        .where(sql.ref('alert_due'), '>', sql.lit(0))
        .execute();
    },
  },
  '0003-workers': {
    async up(db: Kysely<unknown>) {
      // Only processes that share a database need to tell each other what they are at.
      if (!isShared(db)) return;
      await db.schema
        .createTable('holds')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('worker', 'text', (column) => column.notNull())
        .addColumn('until', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '0004-latest': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('carried').addColumn('latest', large(db)).execute();
    },
  },
  '0005-unposted': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createIndex('deliveries_unposted')
        .on('deliveries')
        .column('finished_at')
        .where(sql.ref('status'), 'in', [sql.lit('skipped'), sql.lit('missed')])
        .where(sql.ref('attempts'), '=', sql.lit(0))
        .execute();
    },
  },
  '0006-guilds-in-turn': {
    async up(db: Kysely<unknown>) {
      await db.schema.dropIndex('digests_due').execute();
      await db.schema
        .createIndex('digests_due')
        .on('digests')
        .columns(['next_slot', 'number'])
        .where(sql.ref('next_slot'), 'is not', null)
        .execute();
    },
  },
  '0007-reasons': {
    async up(db: Kysely<unknown>) {
      // Until here `reason` held a code, somebody else's words, or `to-publish` for a post to be published.
      await db.schema.alterTable('deliveries').addColumn('detail', 'text').execute();
      await db.schema.alterTable('deliveries').addColumn('publishing', 'text').execute();
      await separatePublishing(db);
      await sql`
        update deliveries set publishing = 'failed', detail = reason, reason = null
        where status = 'sent' and reason is not null`.execute(db);
      await sql`
        update deliveries set detail = reason, reason = 'error'
        where reason is not null and reason not in (${sql.join(deliveryReasons)})`.execute(db);
      // The old index stays: it finds what a process of before writes while others are brought up to date.
      await db.schema
        .createIndex('deliveries_publishing')
        .on('deliveries')
        .column('try_after')
        .where(sql.ref('publishing'), '=', sql.lit('waiting'))
        .execute();
    },
  },
  '0008-edit-reasons': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('edits').addColumn('detail', 'text').execute();
      await sql`
        update edits set detail = reason, reason = 'error'
        where reason is not null and reason not in (${sql.join(editReasons)})`.execute(db);
    },
  },
  '0009-commands-of': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('guilds').addColumn('commands_of', 'text').execute();
    },
  },
  '0010-removed': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createIndex('digests_removed')
        .on('digests')
        .column('removed_at')
        .where(sql.ref('removed_at'), 'is not', null)
        .execute();
    },
  },
  '0011-briefings': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('briefings')
        .addColumn('slug', 'text', (column) => column.primaryKey())
        .addColumn('first_seen', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('briefings_first_seen').on('briefings').column('first_seen').execute();
    },
  },
  '0012-left-guilds': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('guilds').addColumn('left_at', 'bigint').execute();
    },
  },
  '0013-briefing-texts': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('briefings').addColumn('version', 'bigint').execute();
      await db.schema.alterTable('briefings').addColumn('text_hash', 'text').execute();
    },
  },
  '0014-refusals': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .alterTable('digests')
        .addColumn('refusal_unexplained', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  '0015-gone-role': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('digests').addColumn('gone_role_id', 'text').execute();
    },
  },
  '0016-languages': {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('digests').addColumn('language', 'text').execute();
      await db.schema.alterTable('guilds').addColumn('language', 'text').execute();
      await db.schema.alterTable('guilds').addColumn('discord_locale', 'text').execute();
    },
  },
  '0017-drafts': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('drafts')
        .addColumn('guild_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('base', 'text', (column) => column.notNull())
        .addColumn('changes', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('drafts_key', ['guild_id', 'user_id', 'number'])
        .execute();
      await db.schema.createIndex('drafts_changed_at').on('drafts').column('changed_at').execute();
    },
  },
};

/** Takes over posts to be published that a process of before this migration has recorded after it. */
export async function separatePublishing<T>(db: Kysely<T>): Promise<void> {
  await sql`
    update deliveries set publishing = 'waiting', reason = null
    where reason = ${sql.lit('to-publish')}`.execute(db);
}
