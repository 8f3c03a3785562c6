import 'unstable-gradients/define';
