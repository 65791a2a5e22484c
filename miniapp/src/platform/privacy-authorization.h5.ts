/** The web asks nothing before our own purpose texts, which every page shows itself. */

export function startPrivacyAuthorization(): void {}

export function withPrivacyAuthorization(run: () => void, _refused: () => void): void {
  run();
}
