import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { openOfflineApp } from '../offline-app.ts';
import { storyClock, tellDemoStory } from './story.ts';

/**
 * Loads the demonstration story if nobody has put anything into the database yet. It is told by an app of its
 * own, with a clock of its own, on a second connection to the server's database. True when it was loaded.
 */
export async function loadDemoStory(running: App, databaseUri: string, config: Config): Promise<boolean> {
  if (running.organization.directory().counters().length > 0) return false;
  const clock = storyClock(new Date());
  const { app, close } = await openOfflineApp(config, { uri: databaseUri }, clock);
  try {
    await tellDemoStory(app, clock);
  } finally {
    await close();
  }
  await running.organization.refresh();
  return true;
}
