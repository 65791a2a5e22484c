import { type OfflineConfig, openOfflineApp } from '../offline-app.ts';
import type { Ground } from '../server.ts';
import { storyClock, tellDemoStory } from './story.ts';

/**
 * Loads the demonstration story if nobody has put anything into the database yet. It is told by an app of its
 * own, with a clock of its own. True when it was loaded.
 * @param now where the story ends
 */
export async function loadDemoStory(
  { database, wechat }: Ground,
  config: OfflineConfig,
  now = new Date(),
): Promise<boolean> {
  const clock = storyClock(now);
  const { app, close } = await openOfflineApp(config, database, clock, wechat);
  try {
    if (app.organization.directory().counters().length > 0) return false;
    await tellDemoStory(app, clock);
    return true;
  } finally {
    await close();
  }
}
