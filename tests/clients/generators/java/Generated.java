package javax.annotation;

/** The one name that the client needs of a library that neither Java nor the packages at hand bring. */
public @interface Generated {
  String[] value();
  String date() default "";
  String comments() default "";
}
