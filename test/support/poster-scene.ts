import { afterEach, beforeEach } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import { createPoster, type Poster } from '../../src/digest/deliver/poster.ts';
import type { Edges, FindResult, Post, PostResult, WantedPost } from '../../src/digest/edges.ts';
import { addDigest } from '../../src/store/digests.ts';
import type { Database, DeliveryRow } from '../../src/store/schema.ts';
import { briefing } from './briefings.ts';
import { openTestDatabase } from './databases.ts';
import { newDigest } from './digests.ts';
import { quietEdges } from './quiet-edges.ts';

type NewDigest = Parameters<typeof newDigest>[0];

/** A poster on a database of its own, with one briefing to post and a Discord whose answers the test decides. */
export type PosterScene = {
  db: Database;
  library: Library;
  poster: Poster;
  /** What time it is for the poster, in milliseconds since 1970. */
  now: number;
  /** What the poster works with; another poster can be made with changes to it. */
  edges: Edges;
  /** What Discord was asked for, in order. */
  posts: { channelId: string; post: Post }[];
  published: string[];
  finds: WantedPost[];
  /** How often the poster said that a digest is paused. */
  pauses: number;
  /** What Discord answers. */
  respond: (channelId: string) => PostResult | Promise<PostResult>;
  publishing: () => PostResult;
  find: () => FindResult;
  /** Adds a digest that is due when the scene begins, or as the changes say. */
  add(changes?: NewDigest): Promise<void>;
  /** Lets the poster do at an instant all that is due then. */
  tickAt(time: number): Promise<void>;
  deliveries(): Promise<DeliveryRow[]>;
  /** Replaces the poster, as another run of the bot does, with changed edges if there are any. */
  restart(changes?: Partial<Edges>): Promise<void>;
};

/** Sets the scene anew before each test of the file, at an instant, and clears it away afterwards. */
export function posterScene(begin: number): PosterScene {
  const scene = {
    async add(changes = {}) {
      await addDigest(scene.db, newDigest({ nextSlot: begin, ...changes }), 50);
    },
    async tickAt(time) {
      scene.now = time;
      await scene.poster.tick();
      await scene.poster.idle();
    },
    deliveries: () => scene.db.selectFrom('deliveries').selectAll().orderBy('id').execute(),
    async restart(changes = {}) {
      await scene.poster.stop(0);
      scene.poster = createPoster({ ...scene.edges, ...changes });
    },
  } as PosterScene;

  beforeEach(async () => {
    scene.db = await openTestDatabase();
    scene.library = new Library([briefing()]);
    scene.now = begin;
    scene.posts = [];
    scene.published = [];
    scene.finds = [];
    scene.pauses = 0;
    scene.respond = () => ({ kind: 'sent', messageId: `m${scene.posts.length}` });
    scene.publishing = () => ({ kind: 'sent', messageId: 'm' });
    scene.find = () => ({ kind: 'absent' });
    scene.edges = quietEdges({
      db: scene.db,
      library: scene.library,
      now: () => scene.now,
      async post(channelId, post) {
        scene.posts.push({ channelId, post });
        return scene.respond(channelId);
      },
      async publish(_, messageId) {
        scene.published.push(messageId);
        return scene.publishing();
      },
      async find(wanted) {
        scene.finds.push(wanted);
        return scene.find();
      },
      onAlertDue() {
        scene.pauses += 1;
      },
    });
    scene.poster = createPoster(scene.edges);
  });

  afterEach(async () => {
    await scene.poster.stop(100);
    await scene.db.destroy();
  });

  return scene;
}
