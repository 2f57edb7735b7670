#!/bin/bash
export EC2_HOME=/opt/ec2/tools
export EC2_URL=https://ec2.us-east-1.amazonaws.com
export var_loc="$HOME/var"
export config="repeater"
export index=$1

if [ -f ~/var/shutdown.sem ]
then
  echo A shutdown is in progress
  exit
fi
cd $HOME/amazon/${config}
zip -ru9 ${var_loc}/${config}.zip *
${EC2_HOME}/bin/ec2-run-instances ami-0123456789abcdef0 --user-data-file ${var_loc}/${config}.zip -t c7i.large -k keypair --group sg-0123456789abcdef0 > ${var_loc}/${config}-${index}.ec2
export iid=`cat ${var_loc}/${config}-${index}.ec2 | grep INSTANCE | cut -f2`
echo ${iid} > ${var_loc}/${config}-${index}.iid
