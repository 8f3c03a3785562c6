/**
 * A queue behind the messages that already wait. A timer would be slowed down
 * to four milliseconds, and to a second in a hidden tab.
 *
 * @returns {(task: () => void) => void} calls back in a later task
 */
export function taskQueue() {
  const { port1, port2 } = new MessageChannel();
  /** @type {Array<() => void>} */
  const tasks = [];
  port1.onmessage = () => tasks.shift()?.();
  return (task) => {
    tasks.push(task);
    port2.postMessage(null);
  };
}
