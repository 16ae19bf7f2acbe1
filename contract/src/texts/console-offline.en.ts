/** What an installed console says where the server cannot be reached. */
export const consoleOfflineEn = {
  title: 'The server cannot be reached',
  text: 'You may be without a network, or the server is not running. Your sessions go on by themselves. This page comes back as soon as there is an answer.',
  retry: 'Try again',
}
