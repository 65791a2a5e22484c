import { z } from 'zod';
import { type OtherDevice, device as usualDevice } from './device.ts';
import type { Events, Listener } from './events.ts';
import { type Answer, type Backend, NoConnection, readRequest, type SentRequest } from './requests.ts';
import { selectorQuery } from './selector-query.ts';
import { OpenedSocket } from './sockets.ts';

/** Values by key, kept as text as the phone does. Hand it to a second program to reopen the app on the same phone. */
export type Storage = Map<string, string>;

/** What the person at the phone does when the app asks. */
export interface Person {
  /** What the camera reads; null when scanning is called off. */
  scan: string | null;
  /** The button pressed in a dialogue. */
  confirm: boolean;
  /** The row chosen in an action sheet. */
  choice: number;
  /** The code that `wx.login` hands out. */
  loginCode: string;
  /** What they choose when asked for a photo, video or file; null when they call it off. */
  file: { path: string; name: string; size: number } | null;
  /** Whether they let WeChat send messages when asked. */
  subscribes: boolean;
  /** Whether they have agreed to the privacy guide that is registered with WeChat. */
  agreedToGuide: boolean;
}

/** What the stand-in needs from the program around it. */
export interface WxHost {
  /** How this phone differs from the usual one. */
  device: OtherDevice;
  backend: Backend;
  storage: Storage;
  /** The files of the mini-program, by path. */
  files: Map<string, string>;
  person: Person;
  events: Events;
  /** What the phone says about its network. */
  isConnected(): boolean;
  launch: { path: string; query: Record<string, string>; scene: number };
  navigation: Record<'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab', (url: string) => void> & {
    navigateBack(delta: number): void;
  };
  requests: SentRequest[];
  /** The sockets that are opened; null for a phone whose way to the server lets none through. */
  sockets: OpenedSocket[] | null;
  /** Every other call, in order. */
  calls: { api: string; options: unknown }[];
  /** Runs a callback later and keeps the program busy until then. */
  later(run: () => void): void;
  /** Copies plain data into the program's realm. */
  toRealm(value: unknown): unknown;
  report(what: string): void;
  working(delta: 1 | -1): void;
}

/** Why a call fails, in the platform's words, e.g. `scanCode:fail cancel`. */
class WxFailure extends Error {}

const callbacks = z.looseObject({
  success: z.custom<(result: unknown) => void>().optional(),
  fail: z.custom<(result: unknown) => void>().optional(),
  complete: z.custom<(result: unknown) => void>().optional(),
});

type AsyncApi = (options: Readonly<Record<string, unknown>>) => unknown;

/** Asynchronous calls that change nothing the logic layer could see. */
const quietApis = [
  'hideKeyboard', 'hideLoading', 'hideToast', 'makePhoneCall', 'openDocument', 'openLocation', 'openPrivacyContract', 'openSetting', 'pageScrollTo', 'previewImage', 'previewMedia',
  'setBackgroundColor', 'setBackgroundTextStyle', 'setClipboardData', 'setNavigationBarColor', 'setNavigationBarTitle',
  'setTabBarBadge', 'removeTabBarBadge', 'showLoading', 'showShareMenu', 'hideShareMenu', 'showToast',
  'requirePrivacyAuthorize', 'shareFileMessage', 'startPullDownRefresh', 'stopPullDownRefresh', 'vibrateLong', 'vibrateShort',
]; // biome-ignore format: a list of names

/** Events that an app can listen to; the program lets some of them happen. */
const listenerApis = [
  'AppHide', 'AppShow', 'Error', 'KeyboardHeightChange', 'NetworkStatusChange', 'PageNotFound', 'ThemeChange',
  'UnhandledRejection', 'WindowResize',
]; // biome-ignore format: a list of names

/** Names that libraries look for and can do without. */
const probes = new Set(['cloud', 'webpackJsonp']);

/** Calls that WeChat lets through only after the consent to the privacy guide (those that our app might use). */
const privateApis = new Set([
  'requirePrivacyAuthorize',
  'setClipboardData',
  'getClipboardData',
  'chooseMedia',
  'chooseMessageFile',
]);

/** Hands the question for the consent to whoever listens; `done` or `refused` once they answer. */
type PrivacyGate = (api: string, done: () => void, refused: (why: WxFailure) => void) => void;

/** The stand-in for `wx`. What it does not know throws and is reported, so that a gap is never taken for success. */
export function createWx(host: WxHost): object {
  const wx: Record<string, unknown> = { ...syncApis(host), env: { USER_DATA_PATH: userDataPath } };
  const gate = privacyGate(host, wx);
  for (const [api, run] of Object.entries(asyncApis(host))) wx[api] = promisable(host, api, run, gate);
  wx.request = (options: unknown) => request(host, options);
  wx.uploadFile = (options: unknown) => uploadFile(host, options);
  wx.downloadFile = (options: unknown) => downloadFile(host, options);
  wx.connectSocket = (options: unknown) => connectSocket(host, options);
  for (const name of listenerApis) {
    const event = host.events.of(name);
    wx[`on${name}`] = (listener: Listener) => void event.add(listener);
    wx[`off${name}`] = (listener?: Listener) => void (listener ? event.delete(listener) : event.clear());
  }
  return new Proxy(wx, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || probes.has(key)) return Reflect.get(target, key);
      return () => {
        host.report(`wx.${key} is called, but the stand-in has none: add it to tests/weapp/harness/wx.ts`);
        throw new Error(`wx.${key} is unknown to the stand-in`);
      };
    },
  });
}

function asyncApis(host: WxHost): Record<string, AsyncApi> {
  const { storage, person, navigation } = host;
  const device = { ...usualDevice, ...host.device };
  const target = z.looseObject({ url: z.string() });
  const keyed = z.looseObject({ key: z.string(), data: z.unknown() });
  return {
    ...Object.fromEntries(quietApis.map((api) => [api, () => ({})])),
    login: () => ({ code: person.loginCode }),
    checkSession: () => ({}),
    scanCode() {
      if (person.scan === null) throw new WxFailure('cancel');
      return { result: person.scan, scanType: 'WX_CODE', charSet: 'UTF-8', path: '' };
    },
    chooseMedia() {
      if (person.file === null) throw new WxFailure('cancel');
      const { path, size } = person.file;
      return { type: 'image', tempFiles: [{ tempFilePath: path, size, fileType: 'image' }] };
    },
    chooseMessageFile() {
      if (person.file === null) throw new WxFailure('cancel');
      return { tempFiles: [{ ...person.file, type: 'file', time: 0 }] };
    },
    requestSubscribeMessage(options) {
      const { tmplIds } = z.looseObject({ tmplIds: z.array(z.string()).min(1).max(3) }).parse(options);
      return Object.fromEntries(tmplIds.map((id) => [id, person.subscribes ? 'accept' : 'reject']));
    },
    showModal: () => ({ confirm: person.confirm, cancel: !person.confirm, content: null }),
    showActionSheet: () => ({ tapIndex: person.choice }),
    getNetworkType: () => ({ networkType: host.isConnected() ? '4g' : 'none' }),
    getSetting: () => ({ authSetting: {} }),
    getSystemInfo: () => device,
    getPrivacySetting: () => ({
      needAuthorization: !person.agreedToGuide,
      privacyContractName: '《法治邻里小程序隐私保护指引》',
    }),
    getClipboardData: () => ({ data: '' }),
    setStorage(options) {
      const { key, data } = keyed.parse(options);
      storage.set(key, JSON.stringify(data));
    },
    getStorage(options) {
      const text = storage.get(keyed.parse(options).key);
      if (text === undefined) throw new WxFailure('data not found');
      return { data: JSON.parse(text) };
    },
    removeStorage: (options) => void storage.delete(keyed.parse(options).key),
    clearStorage: () => storage.clear(),
    getStorageInfo: () => storageInfo(storage),
    navigateTo: (options) => navigation.navigateTo(target.parse(options).url),
    redirectTo: (options) => navigation.redirectTo(target.parse(options).url),
    reLaunch: (options) => navigation.reLaunch(target.parse(options).url),
    switchTab: (options) => navigation.switchTab(target.parse(options).url),
    navigateBack: (options) => navigation.navigateBack(typeof options.delta === 'number' ? options.delta : 1),
  };
}

function syncApis(host: WxHost): Record<string, (...args: never[]) => unknown> {
  const { storage } = host;
  const device = { ...usualDevice, ...host.device };
  const fixed = (value: unknown) => () => host.toRealm(value);
  return {
    getSystemInfoSync: fixed(device),
    getAppBaseInfo: fixed(device),
    getDeviceInfo: fixed(device),
    getWindowInfo: fixed(device),
    getSystemSetting: fixed({ locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }),
    getAppAuthorizeSetting: fixed({ cameraAuthorized: 'authorized' }),
    getMenuButtonBoundingClientRect: fixed({
      width: 87,
      height: 32,
      left: 278,
      right: 365,
      top: 48,
      bottom: 80,
    }),
    getAccountInfoSync: fixed({
      miniProgram: { appId: 'wx0000000000000000', envVersion: 'release', version: '0' },
    }),
    getLaunchOptionsSync: fixed({ ...host.launch, referrerInfo: {} }),
    getEnterOptionsSync: fixed({ ...host.launch, referrerInfo: {} }),
    canIUse: () => true,
    nextTick: (run: () => void) => host.later(run),
    setStorageSync: (key: string, data: unknown) => void storage.set(key, JSON.stringify(data)),
    getStorageSync(key: string) {
      const text = storage.get(key);
      return text === undefined ? '' : host.toRealm(JSON.parse(text));
    },
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => host.toRealm(storageInfo(storage)),
    createSelectorQuery: () => selectorQuery(host),
    getFileSystemManager: () => fileSystem(host),
    getUpdateManager: () => ({
      onCheckForUpdate() {},
      onUpdateReady() {},
      onUpdateFailed() {},
      applyUpdate() {},
    }),
  };
}

function storageInfo(storage: Storage) {
  return { keys: [...storage.keys()], currentSize: 1, limitSize: 10_240 };
}

/** Answers through the callbacks given, or a promise when none is, always later. */
function promisable(host: WxHost, api: string, run: AsyncApi, gate: PrivacyGate) {
  return (options: unknown = {}) => {
    host.calls.push({ api, options });
    const { success, fail, complete } = callbacks.parse(options);
    const settle = (done: (result: unknown) => void, failed: (result: unknown) => void) => {
      const refuse = ({ message }: WxFailure) => failed(host.toRealm({ errMsg: `${api}:fail ${message}` }));
      const go = () => {
        try {
          done(host.toRealm({ ...Object(run(Object(options))), errMsg: `${api}:ok` }));
        } catch (error) {
          if (!(error instanceof WxFailure)) throw error;
          refuse(error);
        }
      };
      host.later(() => gate(api, go, refuse));
    };
    if (!success && !fail && !complete) return new Promise((resolve, reject) => settle(resolve, reject));
    settle(
      (result) => both(success, complete, result),
      (result) => both(fail, complete, result),
    );
    return undefined;
  };
}

const privacyAnswer = z.discriminatedUnion('event', [
  z.looseObject({ event: z.literal('exposureAuthorization') }),
  z.looseObject({ event: z.literal('agree'), buttonId: z.string().min(1) }),
  z.looseObject({ event: z.literal('disagree') }),
]);

/** Asks for the consent as WeChat does: through the app's own listener, once for each call until it is given. */
function privacyGate(host: WxHost, wx: Record<string, unknown>): PrivacyGate {
  let ask: ((resolve: (answer: unknown) => void, about: unknown) => void) | null = null;
  wx.onNeedPrivacyAuthorization = (listener: typeof ask) => {
    ask = listener;
  };
  return (api, done, refused) => {
    if (host.person.agreedToGuide || !privateApis.has(api)) return done();
    if (!ask) return host.report(`wx.${api} needs the consent to the privacy guide, and nobody asks for it`);
    const resolve = (given: unknown) => {
      const { event } = privacyAnswer.parse(given);
      if (event === 'exposureAuthorization') return;
      host.person.agreedToGuide = event === 'agree';
      host.later(
        event === 'agree' ? done : () => refused(new WxFailure('privacy permission is not authorized')),
      );
    };
    ask(resolve, host.toRealm({ referrer: api }));
  };
}

const userDataPath = 'wxfile://usr';

/** The part of the file system that a mini-program may write to. */
function fileSystem(host: WxHost) {
  const fileCall = z.looseObject({
    filePath: z.string().startsWith(`${userDataPath}/`),
    data: z.string().optional(),
  });
  const answering = (act: (filePath: string, data: string) => void) => (options: unknown) => {
    const { filePath, data = '' } = fileCall.parse(options);
    const { success, complete } = callbacks.parse(options);
    act(filePath, data);
    host.later(() => both(success, complete, host.toRealm({ errMsg: 'ok' })));
  };
  return {
    writeFile: answering((filePath, data) => host.files.set(filePath, data)),
    unlink: answering((filePath) => host.files.delete(filePath)),
    readFileSync: (path: string) => host.files.get(path) ?? '',
  };
}

function both(first: ((result: unknown) => void) | undefined, last: typeof first, result: unknown): void {
  first?.(result);
  last?.(result);
}

/** `wx.connectSocket`: the answer is a task, at once; that the socket is open, or why not, is told later. */
function connectSocket(host: WxHost, options: unknown) {
  const { url } = z.looseObject({ url: z.string().regex(/^wss?:/) }).parse(options);
  const { success, fail, complete } = callbacks.parse(options);
  const socket = new OpenedSocket(url, host.later, host.toRealm);
  const { sockets } = host;
  if (sockets) {
    sockets.push(socket);
    host.later(() => both(success, complete, host.toRealm({ errMsg: 'connectSocket:ok' })));
  } else {
    const result = host.toRealm({ errMsg: 'connectSocket:fail url not in domain list' });
    host.later(() => both(fail, complete, result));
  }
  return socket.task();
}

/** `wx.request`: records what leaves, asks the backend, answers with a task that can be aborted. */
function request(host: WxHost, options: unknown) {
  return exchange(host, options, readRequest(options), successOf);
}

const upload = z.looseObject({
  url: z.url(),
  filePath: z.string(),
  name: z.string(),
  formData: z.record(z.string(), z.string()).default({}),
  header: z.record(z.string(), z.unknown()).default({}),
});

/** `wx.uploadFile`: the file goes as a form; the answer comes as text, whatever it is. */
function uploadFile(host: WxHost, options: unknown) {
  const { url, filePath, name, formData, header } = upload.parse(options);
  const sent = readRequest({ url, method: 'POST', header, data: formData });
  const form = { ...sent, headers: { ...sent.headers, 'content-type': 'multipart/form-data' } };
  return exchange(host, options, { ...form, file: { name, path: filePath } }, (answer) => ({
    ...successOf(answer),
    data: JSON.stringify(answer.body ?? ''),
  }));
}

const download = z.looseObject({ url: z.url(), header: z.record(z.string(), z.unknown()).default({}) });

/** `wx.downloadFile`: whatever comes lies under a path of WeChat's own. */
function downloadFile(host: WxHost, options: unknown) {
  const { url, header } = download.parse(options);
  return exchange(host, options, readRequest({ url, header }), ({ status, body }) => {
    const tempFilePath = `wxfile://tmp_${host.files.size}`;
    host.files.set(tempFilePath, typeof body === 'string' ? body : JSON.stringify(body ?? ''));
    return { statusCode: status, tempFilePath, errMsg: 'downloadFile:ok' };
  });
}

/** Sends something out, and answers with a task that can be aborted. */
function exchange(host: WxHost, options: unknown, sent: SentRequest, successOf: (answer: Answer) => object) {
  const { success, fail, complete } = callbacks.parse(options);
  let open = true;
  host.requests.push(sent);
  host.working(1);
  const finish = (callback: typeof success, result: unknown) => {
    if (!open) return;
    open = false;
    host.later(() => both(callback, complete, host.toRealm(result)));
    host.working(-1);
  };
  Promise.resolve()
    .then(() => host.backend(sent))
    .then((answer) => finish(success, successOf(answer)))
    .catch((error: unknown) => {
      if (!(error instanceof NoConnection)) host.report(`the backend of the test failed: ${String(error)}`);
      finish(fail, { errMsg: String(error instanceof Error ? error.message : error), errno: 600_001 });
    });
  const ignore = () => undefined;
  return {
    abort: () => finish(fail, { errMsg: 'request:fail abort' }),
    onProgressUpdate: (listener: (progress: object) => void) =>
      listener(host.toRealm({ progress: 40 }) as object),
    onHeadersReceived: ignore,
    offHeadersReceived: ignore,
    onChunkReceived: ignore,
    offChunkReceived: ignore,
  };
}

function successOf({ status, body = '', headers = {} }: Answer) {
  return { data: body, statusCode: status, header: headers, cookies: [], errMsg: 'request:ok' };
}
