import { beforeEach, inject } from 'vitest';

beforeEach(({ skip }) => skip(inject('postgres') === '', 'PostgreSQL cannot run here'));
