import { expect, it } from 'vitest';
import { reconcilerInUse } from './reconciler-in-use';

const host = `
const hostConfig = { supportsMutation: true, supportsPersistence: false };
const TaroReconciler = Reconciler(hostConfig);
renderer.createContainer(root);
`;

it('the reconciler knows what Taro’s host supports', () => {
  const source =
    'var a=$$$hostConfig.supportsMutation,b=$$$hostConfig.supportsPersistence,c=$$$hostConfig.supportsTestSelectors;';
  expect(reconcilerInUse(source, host)).toBe('var a=true,b=false,c=false;');
});

it('the reconciler offers what Taro calls', () => {
  const source = 'exports.createContainer=function(a){return a};exports.findAllNodes=function(b){return b};';
  expect(reconcilerInUse(source, host)).toBe(
    'exports.createContainer=function(a){return a};void function(b){return b};',
  );
});
