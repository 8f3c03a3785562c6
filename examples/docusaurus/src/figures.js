// `unstable-gradients/define` has all figures.
import 'unstable-gradients/learning-speeds/define';
