export { variableNames as envNames } from '../../src/app/settings.ts';
